using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Files;
using Agon.Node.Features.Participation;
using Agon.Node.Tests.Features.Files.Zips;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

public sealed class ImportBundleTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_good_bundle_becomes_a_draft_with_everything_in_it()
    {
        var organizer = await node.Given.Account();

        var slug = (await Import(organizer, new TestBundle().Replace("Wheat seeds", "Grains of wheat").Zip())).ShouldBeOfType<ImportOutcome.Imported>().Slug;

        slug.ShouldBe("grains-of-wheat");
        var competition = await Load(slug);
        competition.State.ShouldBe(CompetitionState.Draft);
        competition.CreatedById.ShouldBe(organizer.Id);
        competition.Pages.OrderBy(p => p.Number).Select(p => p.Title).ShouldBe(["Overview", "Data"]);
        competition.Phases.OrderBy(p => p.Number).Select(p => (p.Name, p.Tasks.Count, p.StartingKitId is not null, p.PublicDataId is not null))
            .ShouldBe([("Development", 1, true, false), ("Final", 1, false, true)]);
        competition.Leaderboards.ShouldHaveSingleItem().Columns.Count.ShouldBe(2);
        var organizers = await node.QueryAsync(db => db.Participants.Where(p => p.CompetitionId == competition.Id).ToListAsync(Ct));
        organizers.ShouldHaveSingleItem().Role.ShouldBe(CompetitionRole.Organizer);
    }

    [Fact]
    public async Task a_folder_is_stored_as_a_zip_and_a_file_as_it_is()
    {
        var slug = (await Import(new TestBundle())).ShouldBeOfType<ImportOutcome.Imported>().Slug;

        var task = (await Load(slug)).Tasks.Single();
        var scoring = await Content(task.ScoringProgram!);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(scoring));
        zip.Entries.Select(e => e.FullName).ShouldBe(["metadata.yaml", "score.py"]);
        task.ScoringProgram!.Name.ShouldBe("scoring_program.zip");
        task.IngestionProgram!.Name.ShouldBe("ingestion.zip");
        (await Content(task.IngestionProgram)).Take(4).ShouldBe("PK\u0003\u0004"u8.ToArray());
    }

    [Fact]
    public async Task what_is_used_twice_is_stored_once()
    {
        var bundle = new TestBundle().Line(19, "    input_data: input_data/\n  - index: 1\n    name: Again\n    scoring_program: ./scoring_program\n    reference_data: reference_data/");

        var slug = (await Import(bundle)).ShouldBeOfType<ImportOutcome.Imported>().Slug;

        var tasks = (await Load(slug)).Tasks.OrderBy(t => t.Number).ToList();
        tasks[1].ScoringProgramId.ShouldBe(tasks[0].ScoringProgramId);
        tasks[1].ReferenceDataId.ShouldBe(tasks[0].ReferenceDataId);
    }

    [Fact]
    public async Task the_bundle_itself_is_kept()
    {
        var archive = new TestBundle().With("extra.txt", "not used by the manifest").Zip();
        var slug = (await Import(await node.Given.Account(), archive)).ShouldBeOfType<ImportOutcome.Imported>().Slug;

        var id = (await Load(slug)).BundleId;
        var file = await node.QueryAsync(db => db.StoredFiles.SingleAsync(f => f.Id == id, Ct));
        (await Content(file)).ShouldBe(archive);
    }

    [Fact]
    public async Task a_second_competition_of_the_same_title_has_another_address()
    {
        var first = (await Import(new TestBundle().Replace("Wheat seeds", "Twin"))).ShouldBeOfType<ImportOutcome.Imported>();
        var second = (await Import(new TestBundle().Replace("Wheat seeds", "Twin"))).ShouldBeOfType<ImportOutcome.Imported>();

        (first.Slug, second.Slug).ShouldBe(("twin", "twin-2"));
    }

    [Fact]
    public async Task a_bad_bundle_leaves_its_problems_and_nothing_else()
    {
        var import = await Receive(await node.Given.Account(), new TestBundle().Replace("Wheat seeds", "Nothing of this").Line(22, "    start: soon").Zip());

        var outcome = await Execute(import);

        outcome.ShouldBeOfType<ImportOutcome.Refused>();
        var kept = await node.QueryAsync(db => db.BundleImports.SingleAsync(i => i.Id == import, Ct));
        kept.Status.ShouldBe(BundleImportStatus.Refused);
        BundleProblem.FromJson(kept.Problems).ShouldHaveSingleItem().Place.ShouldBe("competition.yaml:22:12");
        (await node.QueryAsync(db => db.Competitions.AnyAsync(c => c.Title == "Nothing of this", Ct))).ShouldBeFalse();
    }

    [Fact]
    public async Task data_damaged_inside_the_bundle_is_found_while_storing()
    {
        var damaged = new ZipBytes().AddRaw("data.csv"u8.ToArray(), "0.3,0.4\n"u8.ToArray(), declaredCrc: 1);

        var outcome = await Import(await node.Given.Account(), new TestBundle().Without("data.csv").Zip(beside: damaged));

        outcome.ShouldBeOfType<ImportOutcome.Refused>().Problems.ShouldHaveSingleItem().Message.ShouldBe("data.csv is damaged inside the bundle.");
    }

    [Fact]
    public async Task an_import_a_crash_interrupted_is_begun_again_and_makes_one_competition()
    {
        var import = await Receive(await node.Given.Account(), new TestBundle().Replace("Wheat seeds", "After a crash").Zip());
        await Begin(import);

        await RunDue();

        (await StatusOf(import)).ShouldBe(BundleImportStatus.Imported);
        (await Execute(import)).ShouldBeOfType<ImportOutcome.NotOurs>();
        (await node.QueryAsync(db => db.Competitions.CountAsync(c => c.Title == "After a crash", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task a_bundle_that_keeps_crashing_the_node_is_given_up()
    {
        var import = await Receive(await node.Given.Account(), new TestBundle().Zip());
        for (var crash = 0; crash < BundleImport.MaxAttempts; crash++)
        {
            await Begin(import);
        }

        await RunDue();

        (await StatusOf(import)).ShouldBe(BundleImportStatus.Refused);
    }

    [Fact]
    public async Task of_two_processes_with_the_same_import_only_the_later_one_counts()
    {
        var import = await Receive(await node.Given.Account(), new TestBundle().Replace("Wheat seeds", "Contested").Zip());
        var outcome = await node.InScopeAsync(async services =>
        {
            var row = await services.GetRequiredService<NodeDb>().BundleImports.Include(i => i.File).SingleAsync(i => i.Id == import, Ct);
            row.Begin("first");
            await services.GetRequiredService<NodeDb>().SaveChangesAsync(Ct);
            (await Execute(import)).ShouldBeOfType<ImportOutcome.Imported>();
            return await services.GetRequiredService<ImportBundle>().ContinueAsync(row, Ct);
        });

        outcome.ShouldBeOfType<ImportOutcome.NotOurs>();
        (await node.QueryAsync(db => db.Competitions.CountAsync(c => c.Title == "Contested", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task unpacking_has_a_time_limit()
    {
        var outcome = await ExecuteWith(store => new ChangedStore(store) { OnOpen = () => node.Clock.Advance(TimeSpan.FromHours(1)) });

        outcome.ShouldBeOfType<ImportOutcome.Refused>().Problems.ShouldHaveSingleItem().ShouldBe(BundleMessages.TookTooLong(TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public async Task a_full_disk_refuses_the_bundle_and_says_so()
    {
        var outcome = await ExecuteWith(store => new ChangedStore(store) { OnBegin = () => throw new IOException("No space left on device", 28) });

        outcome.ShouldBeOfType<ImportOutcome.Refused>().Problems.ShouldHaveSingleItem().ShouldBe(BundleMessages.NoRoom());
    }

    [Fact]
    public async Task a_bundle_whose_bytes_are_gone_is_refused()
    {
        var import = await Receive(await node.Given.Account(), new TestBundle().Replace("Wheat seeds", "Gone").Zip());
        var sha256 = await node.QueryAsync(db => db.BundleImports.Where(i => i.Id == import).Select(i => i.File!.Sha256).SingleAsync(Ct));
        await node.Services.GetRequiredService<IFileStore>().DeleteAsync(sha256, DateTimeOffset.MaxValue, Ct);

        (await Execute(import)).ShouldBeOfType<ImportOutcome.Refused>().Problems.ShouldHaveSingleItem().ShouldBe(BundleMessages.Gone());
    }

    [Fact]
    public async Task the_command_line_imports_at_once()
    {
        var organizer = await node.Given.Account();
        var path = Path.Combine(node.DataDirectory, "my bundle.zip");
        await File.WriteAllBytesAsync(path, new TestBundle().Replace("Wheat seeds", "By command").Zip(), Ct);

        var outcome = await node.InScopeAsync(s => s.GetRequiredService<ImportBundleFile>().ExecuteAsync(path, organizer.Id, Ct));

        outcome.ShouldBeOfType<ImportOutcome.Imported>().Slug.ShouldBe("by-command");
    }

    [Fact]
    public async Task the_command_line_says_when_there_is_no_such_file()
    {
        var organizer = await node.Given.Account();

        var outcome = await node.InScopeAsync(s => s.GetRequiredService<ImportBundleFile>().ExecuteAsync("/nowhere/bundle.zip", organizer.Id, Ct));

        outcome.ShouldBeOfType<ImportOutcome.Refused>().Problems.ShouldHaveSingleItem().Message.ShouldBe("/nowhere/bundle.zip can't be read.");
    }

    private async Task<ImportOutcome> Import(TestBundle bundle) => await Import(await node.Given.Account(), bundle.Zip());

    private async Task<ImportOutcome> Import(Account organizer, byte[] bundle) => await Execute(await Receive(organizer, bundle));

    private Task<ImportOutcome> Execute(Guid import) => node.InScopeAsync(s => s.GetRequiredService<ImportBundle>().ExecuteAsync(import, Ct));

    // Already begun when it is saved, so that the host's own importer leaves it to the test.
    private async Task<Guid> Receive(Account organizer, byte[] bundle)
    {
        var store = node.Services.GetRequiredService<IFileStore>();
        await using var writer = store.Begin(long.MaxValue);
        await writer.WriteAsync(bundle, Ct);
        var import = ReceiveBundle.NewImport(await writer.CompleteAsync(Ct), "bundle.zip", organizer.Id, node.Clock.GetUtcNow());
        import.Begin("a test");
        await node.QueryAsync(async db =>
        {
            db.Add(import);
            await db.SaveChangesAsync(Ct);
            return await db.BundleImports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Attempts, 0), Ct);
        });
        return import.Id;
    }

    private Task Begin(Guid import) => node.QueryAsync(async db =>
    {
        (await db.BundleImports.SingleAsync(i => i.Id == import, Ct)).Begin("a process that is killed");
        return await db.SaveChangesAsync(Ct);
    });

    private Task<int> RunDue() => node.Services.GetRequiredService<RunBundleImports>().RunDueAsync(node.Clock.GetUtcNow().AddSeconds(1), Ct);

    private async Task<ImportOutcome> ExecuteWith(Func<IFileStore, IFileStore> change)
    {
        var import = await Receive(await node.Given.Account(), new TestBundle().Zip());
        return await node.InScopeAsync(services =>
        {
            var store = change(services.GetRequiredService<IFileStore>());
            return ActivatorUtilities.CreateInstance<ImportBundle>(services, store, new StoreBundleParts(store)).ExecuteAsync(import, Ct);
        });
    }

    private Task<BundleImportStatus> StatusOf(Guid import) => node.QueryAsync(db => db.BundleImports.Where(i => i.Id == import).Select(i => i.Status).SingleAsync(Ct));

    private Task<Competition> Load(string slug) => node.QueryAsync(db => db.Competitions.AsSplitQuery()
        .Include(c => c.Pages).Include(c => c.Tasks).ThenInclude(t => t.ScoringProgram).Include(c => c.Tasks).ThenInclude(t => t.IngestionProgram)
        .Include(c => c.Phases).ThenInclude(p => p.Tasks).Include(c => c.Leaderboards).ThenInclude(l => l.Columns).SingleAsync(c => c.Slug == slug, Ct));

    private async Task<byte[]> Content(StoredFile file)
    {
        await using var stream = await node.Services.GetRequiredService<IFileStore>().OpenAsync(file.Sha256, Ct);
        using var content = new MemoryStream();
        await stream.ShouldNotBeNull().CopyToAsync(content, Ct);
        return content.ToArray();
    }
}
