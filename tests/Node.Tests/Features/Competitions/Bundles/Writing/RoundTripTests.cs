using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Competitions.Bundles.Writing;
using Agon.Node.Features.Files;
using Agon.Node.Tests.Features.Competitions.Bundles.Reading;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Writing;

/// <summary>What comes in goes out again: export and import give an equal competition with the same bytes.</summary>
public sealed class RoundTripTests(NodeHost node) : IClassFixture<NodeHost>, IDisposable
{
    private const string Everything = """
        version: 2
        title: "Round trips: a colon, 'quotes', \"more\" and ünï¢ode"
        description: |
          Two lines
          of text.
        image: logo.png
        terms: terms.md
        registration_auto_approve: true
        docker_image: python:3.12
        enable_detailed_results: true
        auto_run_submissions: false
        make_programs_available: true
        make_input_data_available: true
        reward: "no"
        contact_email: team@example.org
        report: https://example.org/report.pdf
        whitelist_emails: [zoe@example.org, adam@example.org]
        listing:
          visibility: without_standings
          institution: University of Alpha
          tags: [wheat, "on", "2026"]
          task_types: [classification]
          modalities: [tabular]
          submission_kinds: [results]
          language: en
          hardware: One core
          is_confidential: true
        fact_sheet:
          method: {key: method, type: text, title: Which method?, selection: "", is_required: "true", is_on_leaderboard: "true"}
          "on": {key: "on", type: select, title: Model, selection: [trees, "1"], is_required: "false", is_on_leaderboard: "false"}
          extra: {key: extra, type: checkbox, title: Extra data, selection: [true, false], is_required: "false", is_on_leaderboard: "false"}
        pages:
          - title: Overview
            file: pages/overview.md
          - title: Data
            file: pages/data.html
        tasks:
          - index: 7
            name: Classify
            description: By seven measures.
            scoring_program: scoring_program/
            reference_data: reference_data
            ingestion_program: ingestion.zip
            input_data: input_data/
            ingestion_only_during_scoring: true
          - index: 3
            name: Again
            scoring_program: scoring_program/
        solutions:
          - index: 0
            name: Baseline
            description: The mean.
            path: solution/
            tasks: [3, 7]
        phases:
          - index: 4
            name: Final
            start: 2026-12-01T00:00:00.250+01:00
            tasks: [3, 7]
            takes_no_submissions: true
            max_submissions: 0
            public_data: data.csv
          - index: 0
            name: Development
            description: To get used to it.
            start: 2026-11-01 12:30
            end: 2026-11-30 23:00
            max_submissions_per_day: 0
            max_submissions: 10
            execution_time_limit: 77
            accepts_only_result_submissions: true
            hide_output: true
            hide_prediction_output: true
            hide_score_output: true
            tasks: [7]
            starting_kit: starting_kit/
        leaderboards:
          - title: Results
            key: main
            hidden: true
            submission_rule: Force_Latest_Multiple
            primary_index: 4
            column_groups:
              - {key: errors, title: Errors}
            columns:
              - {title: Accuracy, key: accuracy, index: 2, sorting: desc, precision: 3}
              - {title: Loss, key: loss, index: 4, sorting: asc, hidden: true, group: errors}
              - {title: Both, key: both, index: 6, sorting: desc, computation: avg, computation_indexes: [2, 4]}
              - {title: Rank, key: rank, index: 8, sorting: asc, computation: rank_avg, computation_indexes: [2, 4], computation_weights: [0.25, 0.75]}
          - title: Other
            key: other
            columns:
              - {title: Time, key: time, index: 0, sorting: asc}

        """;

    private static readonly JsonSerializerOptions Comparable = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };
    private readonly BundleReader _reader = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _reader.Dispose();

    [Fact]
    public async Task a_bundle_that_says_everything_is_read_the_same_after_export()
    {
        var bundle = Full();

        var exported = await Export(await Import(bundle));

        (await _reader.ProblemsAsync(exported)).ShouldBeEmpty();
        (await Said(exported)).ShouldBe(await Said(bundle));
    }

    [Fact]
    public async Task exported_and_imported_and_exported_again_it_is_the_same_to_the_byte()
    {
        var first = await Export(await Import(Full()));

        var second = await Export(await Import(first));

        Digests(second).ShouldBe(Digests(first));
        Convert.ToHexString(SHA256.HashData(second)).ShouldBe(Convert.ToHexString(SHA256.HashData(first)));
    }

    [Fact]
    public async Task a_bundle_of_codalab_goes_out_in_the_newer_format_and_comes_in_again_the_same()
    {
        var first = await Export(await Import(new OldBundle().Zip()));

        (await _reader.ProblemsAsync(first)).ShouldBeEmpty();
        Digests(await Export(await Import(first))).ShouldBe(Digests(first));
    }

    [Fact]
    public async Task every_file_has_the_bytes_it_came_with()
    {
        var slug = await Import(Full());
        var stored = await node.QueryAsync(db => db.CompetitionTasks.Where(t => db.Competitions.Any(c => c.Id == t.CompetitionId && c.Slug == slug))
            .Select(t => new[] { t.ScoringProgram, t.IngestionProgram, t.InputData, t.ReferenceData }).ToListAsync(Ct));

        var digests = Digests(await Export(slug)).Values;

        stored.SelectMany(f => f).OfType<StoredFile>().Select(f => f.Sha256).Distinct().ShouldBeSubsetOf(digests);
    }

    [Fact]
    public async Task files_of_one_name_get_names_of_their_own_and_keep_their_bytes()
    {
        var bundle = new TestBundle().With("a/part.zip", Given.Zip(("x", "1"))).With("b/part.zip", Given.Zip(("x", "2")))
            .Replace("reference_data: reference_data", "reference_data: a/part.zip").Replace("input_data: input_data/", "input_data: b/part.zip").Zip();

        var exported = await Export(await Import(bundle));

        Digests(exported).Keys.ShouldContain("part.zip");
        Digests(exported).Keys.ShouldContain("part-2.zip");
        (await Said(exported)).ShouldBe(await Said(bundle));
    }

    [Fact]
    public async Task organizers_get_it_by_page_and_token_and_others_do_not()
    {
        var organizer = await node.Given.Account();
        var slug = await Import(Full(), organizer);
        var address = $"/api/v1/competitions/{slug}/bundle";
        using var mine = node.Api(await node.Given.Token(organizer, ApiScopes.Organize));
        using var others = node.Api(await node.Given.Token(await node.Given.Account(), ApiScopes.Organize));

        (await others.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Digests(await mine.GetByteArrayAsync(address, Ct)).ShouldContainKey("competition.yaml");
        (await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{slug}/manage")).Document
            .QuerySelector($"a[href='/competitions/{slug}/bundle']").ShouldNotBeNull();
    }

    private static byte[] Full() => new TestBundle().With("competition.yaml", Everything).With("solution/answers.csv", "1,2,3\r\n").With("terms.md", "Be fair.\r\n\r\nReally. ").Zip();

    /// <summary>What a bundle says, with the content of texts and the digests of files in the place of their paths, and tasks by their place.</summary>
    private async Task<string> Said(byte[] bundle)
    {
        var content = (await _reader.ReadAsync(bundle)).ShouldBeOfType<BundleReading.Readable>().Content;
        var parts = await node.InScopeAsync(services => services.GetRequiredService<StoreBundleParts>().ExecuteAsync(content, Quiet(services), Ct));
        var places = content.Manifest.Tasks.Select((t, i) => (t.Index, Place: $"{i}")).ToDictionary(t => t.Index, t => t.Place);
        IReadOnlyList<string> Placed(IEnumerable<string> tasks) => [.. tasks.Select(t => places[t]).Order()];
        return JsonSerializer.Serialize(
            content.Manifest with
            {
                Tasks = [.. content.Manifest.Tasks.Select(t => t with { Index = places[t.Index] })],
                Solutions = [.. content.Manifest.Solutions.Select(s => s with { Tasks = Placed(s.Tasks) })],
                Phases = [.. content.Manifest.Phases.Select(p => p with { Tasks = Placed(p.Tasks) })],
            },
            With(new ByContent(path => content.Texts.GetValueOrDefault(path) ?? parts[path].Blob.Sha256)));
    }

    private static JsonSerializerOptions With(ByContent contents)
    {
        var options = new JsonSerializerOptions(Comparable);
        options.Converters.Add(contents);
        return options;
    }

    private static ImportProgress Quiet(IServiceProvider services)
    {
        var import = new BundleImport { Id = Guid.CreateVersion7(), AccountId = default, FileId = default, CreatedAt = default };
        return new ImportProgress(services.GetRequiredService<Agon.Node.Data.NodeDb>(), import, new(), TimeProvider.System, Ct);
    }

    private async Task<string> Import(byte[] bundle, Account? organizer = null)
    {
        organizer ??= await node.Given.Account();
        var file = Path.Combine(Directory.CreateTempSubdirectory("agon-trip-").FullName, "bundle.zip");
        await File.WriteAllBytesAsync(file, bundle, Ct);
        var outcome = await node.DoAsync<ImportBundleFile, ImportOutcome>(import => import.ExecuteAsync(file, organizer.Id, Ct));
        Directory.GetParent(file)!.Delete(recursive: true);
        return outcome.ShouldBeOfType<ImportOutcome.Imported>().Slug;
    }

    private async Task<byte[]> Export(string slug)
    {
        var id = await node.QueryAsync(db => db.Competitions.Where(c => c.Slug == slug).Select(c => c.Id).SingleAsync(Ct));
        using var bytes = new MemoryStream();
        await node.DoAsync<ExportBundle, bool>(async export =>
        {
            await export.ExecuteAsync(id, bytes, Ct);
            return true;
        });
        return bytes.ToArray();
    }

    private static Dictionary<string, string> Digests(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = e.Open();
            return Convert.ToHexStringLower(SHA256.HashData(content));
        });
    }

    private sealed class ByContent(Func<string, string> content) : JsonConverter<PathReference>
    {
        public override PathReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, PathReference value, JsonSerializerOptions options) => writer.WriteStringValue(content(StoreBundleParts.PathOf(value)));
    }
}
