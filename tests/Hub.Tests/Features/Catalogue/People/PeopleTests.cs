using System.Net;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Accounts.Export;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Agon.Hub.Tests.Features.Catalogue.Series;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.People;

public sealed class PeopleTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_public_profile_collects_a_persons_entries_over_nodes()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var (one, other) = (await stage.BoardAsync(null, ("Ada", 0.95), ("Bea", 0.8)), await stage.BoardAsync(null, ("Cem", 0.1)));
        await TellAsync(one, await SubjectAsync(person, one.Node), 0.9);
        await TellAsync(other, await SubjectAsync(person, other.Node), 0.5);

        var page = await hub.Browser().VisitAsync(HubLinks.Accounts.Person(person));

        (page.Status, page.Heading).ShouldBe((HttpStatusCode.OK, "Grace Hopper"));
        Entries(page).ShouldBe([$"{one.Card.Title} Development University of Alpha 2 3", $"{other.Card.Title} Development University of Alpha 1 2"], ignoreOrder: true);
        page.ShouldSay("2 entries");
        (await SubjectAsync(person, one.Node)).ShouldNotBe(await SubjectAsync(person, other.Node), "no node can tell by its name that the other knows them");
    }

    [Fact]
    public async Task told_names_lead_to_public_profiles_in_standings_and_joint_leaderboards()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var (open, closed) = (await PersonAsync(), await PersonAsync(isPublic: false));
        var board = await stage.BoardAsync();
        await TellAsync(board, await SubjectAsync(open, board.Node), 0.9, "Grace");
        await TellAsync(board, await SubjectAsync(closed, board.Node), 0.8, "Hidden");
        await TellAsync(board, "nobody-of-this-hub", 0.7, "Unknown");

        foreach (var address in new[] { $"/competitions/{(await board.Node.ListingAsync(board.Competition))!.Slug}", stage.Address })
        {
            var page = await hub.Browser().VisitAsync(address);
            page.Document.QuerySelectorAll("tbody a[href^='/people/']").Select(a => (a.TextContent, a.GetAttribute("href"))).ShouldBe([("Grace", HubLinks.Accounts.Person(open))]);
            page.ShouldSay("Hidden");
            page.ShouldSay("Unknown");
        }
    }

    [Fact]
    public async Task a_profile_that_is_made_private_is_gone_at_once()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var board = await stage.BoardAsync();
        await TellAsync(board, await SubjectAsync(person, board.Node), 0.9);
        (await stage.VisitAsync()).Document.QuerySelector("tbody a[href^='/people/']").ShouldNotBeNull();

        await SaveAsync(person, isPublic: false);

        (await hub.Browser().VisitAsync(HubLinks.Accounts.Person(person))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stage.VisitAsync()).Document.QuerySelector("tbody a[href^='/people/']").ShouldBeNull();
    }

    [Fact]
    public async Task a_node_claims_nothing_for_a_person_whom_another_node_knows()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var (victim, attacker) = (await stage.BoardAsync(), await stage.BoardAsync());
        var stolen = await SubjectAsync(person, victim.Node);
        await SubjectAsync(person, attacker.Node);

        await TellAsync(attacker, stolen, 0.01, "Grace Hopper");

        var page = await hub.Browser().VisitAsync(HubLinks.Accounts.Person(person));
        page.ShouldSay("No node shows entries by this name.");
        (await stage.VisitAsync()).Document.QuerySelector("tbody a[href^='/people/']").ShouldBeNull();
        (await ExportAsync(person)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task what_is_taken_back_disappears_with_the_delivery()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var board = await stage.BoardAsync();
        var (subject, entry) = (await SubjectAsync(person, board.Node), TellingNode.NewId());
        await board.Node.TakenAsync(board.Node.Tell(Row(board, subject, 0.9, "Grace"), entry));
        (await stage.LinesAsync()).ShouldBe(["1 Grace 0.90"]);

        await board.Node.TakenAsync(board.Node.Tell(Row(board, null, 0.9, null), entry));

        (await stage.LinesAsync()).ShouldBe(["1 a participant 0.90"]);
        Entries(await hub.Browser().VisitAsync(HubLinks.Accounts.Person(person))).ShouldBeEmpty();
    }

    [Fact]
    public async Task only_what_is_in_the_catalogue_is_listed()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var (withdrawn, suspended) = (await stage.BoardAsync(), await stage.BoardAsync());
        await TellAsync(withdrawn, await SubjectAsync(person, withdrawn.Node), 0.9);
        await TellAsync(suspended, await SubjectAsync(person, suspended.Node), 0.9);
        async Task<int> CountAsync() => Entries(await hub.Browser().VisitAsync(HubLinks.Accounts.Person(person))).Length;
        Task DecideAsync(MemberAct act) => hub.InScopeAsync(s => s.GetRequiredService<DecideOnNode>().ExecuteAsync(suspended.Node.Node.Answer.Slug, act, "Because.", null, Ct));
        (await CountAsync()).ShouldBe(2);

        await withdrawn.Node.TakenAsync(withdrawn.Node.Withdraw(RecordKinds.Competition, withdrawn.Competition));
        (await CountAsync()).ShouldBe(1);
        await DecideAsync(MemberAct.Suspend);
        (await CountAsync()).ShouldBe(0);
        await DecideAsync(MemberAct.Resume);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task with_the_account_its_name_goes_from_all_standings_before_any_node_is_told()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var board = await stage.BoardAsync(null, ("Ada", 0.95));
        var subject = await SubjectAsync(person, board.Node);
        await TellAsync(board, subject, 0.9, "Grace");
        await hub.QueryAsync(db =>
        {
            db.Add(new PlannedDeletion { AccountId = person, AskedAt = hub.Clock.GetUtcNow(), DueAt = hub.Clock.GetUtcNow() });
            return db.SaveChangesAsync(Ct);
        });

        (await hub.InScopeAsync(s => s.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(Ct))).ShouldBe(1);

        (await stage.LinesAsync()).ShouldBe(["1 Ada 0.95", "2 a participant 0.90"]);
        (await hub.QueryAsync(db => db.StandingsRows.CountAsync(r => r.Subject == subject))).ShouldBe(0);
    }

    [Fact]
    public async Task the_export_has_the_entries_that_nodes_told()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync(isPublic: false);
        var board = await stage.BoardAsync();
        await TellAsync(board, await SubjectAsync(person, board.Node), 0.9, "Grace");

        var entry = (await ExportAsync(person)).EnumerateArray().ShouldHaveSingleItem();

        (entry.GetProperty("node").GetString(), entry.GetProperty("competition").GetString(), entry.GetProperty("name").GetString(), entry.GetProperty("scores").GetProperty("accuracy").GetDouble())
            .ShouldBe((board.Node.Node.Name, board.Card.Title, "Grace", 0.9));
    }

    [Fact]
    public async Task the_number_of_queries_does_not_grow_with_the_entries()
    {
        using var stage = await SeriesStage.MadeAsync(hub);
        var person = await PersonAsync();
        var board = await stage.BoardAsync();
        await TellAsync(board, await SubjectAsync(person, board.Node), 0.9);
        string[] addresses = [HubLinks.Accounts.Person(person), stage.Address, $"/competitions/{(await board.Node.ListingAsync(board.Competition))!.Slug}"];
        var few = await CountsAsync(addresses);

        for (var i = 0; i < 3; i++)
        {
            var more = await stage.BoardAsync(board.Node);
            await TellAsync(more, await SubjectAsync(person, board.Node), 0.9);
            await TellAsync(board, await SubjectAsync(await PersonAsync(), board.Node), 0.8);
        }

        (await CountsAsync(addresses)).ShouldBe(few);
        few[0].ShouldBe(3);
    }

    private async Task<int[]> CountsAsync(string[] addresses)
    {
        var counts = new List<int>();
        foreach (var address in addresses)
        {
            var tries = new List<int>();
            for (var i = 0; i < 4; i++)
            {
                using var counter = new CommandCounter(hub);
                await hub.Browser().VisitAsync(address);
                tries.Add(counter.Count);
            }

            counts.Add(tries.Min());
        }

        return [.. counts];
    }

    private async Task<Guid> PersonAsync(bool isPublic = true)
    {
        var email = await hub.Account("Grace Hopper");
        var id = await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync());
        await SaveAsync(id, isPublic);
        return id;
    }

    private Task<SaveProfileOutcome> SaveAsync(Guid person, bool isPublic) =>
        hub.InScopeAsync(s => s.GetRequiredService<SaveProfile>().ExecuteAsync(person, new ProfileWords(null, null, isPublic, false, false), Ct));

    // As when the person signs in there for the first time.
    private async Task<string> SubjectAsync(Guid person, TellingNode node)
    {
        var member = await node.IdAsync();
        return await hub.InScopeAsync(async s => await s.GetRequiredService<PairwiseSubjects>().OfAsync(
            await s.GetRequiredService<Agon.Hub.Data.HubDb>().Clients.SingleAsync(c => c.MemberId == member), person, Ct));
    }

    private async Task<JsonElement> ExportAsync(Guid person)
    {
        var written = await hub.InScopeAsync(async s => await s.GetRequiredService<ExportData>().ExecuteAsync(
            await s.GetRequiredService<Agon.Hub.Data.HubDb>().Users.SingleAsync(u => u.Id == person), Ct));
        return JsonDocument.Parse(written).RootElement.GetProperty("entries");
    }

    private StandingsEntry Row(ToldBoard board, string? subject, double accuracy, string? name) => new()
    {
        Standings = board.Key,
        Subject = subject,
        Name = name,
        Scores = new Dictionary<string, double> { ["accuracy"] = accuracy },
        SubmittedAt = hub.Clock.GetUtcNow().AddMinutes(-5),
    };

    private Task TellAsync(ToldBoard board, string subject, double accuracy, string? name = "Grace Hopper") => board.Node.TakenAsync(board.Node.Tell(Row(board, subject, accuracy, name)));

    private static string[] Entries(Page page) =>
        [.. page.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.SkipLast(1).SelectMany(c => c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))];
}
