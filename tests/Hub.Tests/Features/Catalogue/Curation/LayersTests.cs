using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class LayersTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task nothing_a_node_tells_touches_what_curators_made_of_it()
    {
        using var curator = await Curator.ComesAsync(hub);
        var node = curator.Shelf.Node;
        string[] keys = [.. Enumerable.Range(0, 4).Select(_ => Intake.TellingNode.NewId())];
        FeedRecord[] records = [.. keys.Select((k, i) => node.Tell(k, curator.Shelf.Card($"Number {i}")))];
        await node.TakenAsync(records);
        string[] slugs = await Task.WhenAll(keys.Select(curator.SlugAsync));
        await curator.HideAsync(slugs[0], "Advertising.");
        await (await curator.DeskAsync(slugs[1])).Form("Feature it").SendAsync();
        await (await curator.DeskAsync(slugs[1])).Form("Mark it official").SendAsync();
        await curator.MergeAsync(slugs[2], slugs[1]);
        await curator.RunAsync<CorrectListing, CurateOutcome>((v, ct) =>
            v.ExecuteAsync(slugs[3], new Correction(["curated"], ["regression"], [], "de", "University of Beta", true), 0, null, null, ct));
        var before = await StatesAsync();

        // All of it again, from the first number on.
        var id = await node.IdAsync();
        await hub.InScopeAsync(s => s.GetRequiredService<ReplayFrom>().ExecuteAsync(id, 0, by: null, TestContext.Current.CancellationToken));
        node.Cursor = 0;
        (await node.TellAsync(records)).Results.ShouldAllBe(r => r.Verdict == RecordVerdict.Unchanged);
        (await StatesAsync()).ShouldBe(before);

        // Withdrawn, and back with another text.
        await node.TakenAsync([.. keys.Select(k => node.Withdraw(RecordKinds.Competition, k, Withdrawals.Unpublished))]);
        (await StatesAsync()).ShouldBe(before);
        (await curator.PublicAsync(slugs[1])).Status.ShouldBe(HttpStatusCode.Gone);
        await node.TakenAsync([.. keys.Select((k, i) => node.Tell(k, curator.Shelf.Card($"Number {i}") with { Text = "Another text." }))]);

        (await StatesAsync()).ShouldBe(before);
        (await Task.WhenAll(keys.Select(curator.SlugAsync))).ShouldBe(slugs);
        (await curator.Shelf.TitlesAsync()).ShouldBe(["Number 1", "Number 3"], ignoreOrder: true);
        (await curator.PublicAsync(slugs[0])).ShouldSay("Advertising.");
        (await curator.PublicAsync(slugs[2])).Heading.ShouldBe("Number 1");
        (await curator.PublicAsync(slugs[3])).ShouldSay("University of Beta");

        async Task<string[]> StatesAsync() => [.. (await Task.WhenAll(slugs.Select(curator.StateAsync))).Select(s => s!.ToJson().ToJsonString())];
    }

    [Fact]
    public async Task what_curators_say_stands_in_place_of_what_the_node_says()
    {
        using var curator = await Curator.ComesAsync(hub);
        var shelf = curator.Shelf;
        var slug = await curator.SlugAsync(await shelf.PutAsync(shelf.Card("Oats") with { TaskTypes = ["classification"], Modalities = ["tabular"], Prize = "A cup", Institution = "University of Alpha", Language = "en" }));
        await curator.PutAsync("Rye");

        var outcome = await curator.RunAsync<CorrectListing, CurateOutcome>((v, ct) =>
            v.ExecuteAsync(slug, new Correction(["harvest", "grain"], ["regression"], [], "de", "University of Beta", false), 0, null, null, ct));

        outcome.ShouldBe(CurateOutcome.Done);
        (await shelf.TitlesAsync("&task=regression")).ShouldBe(["Oats"]);
        (await shelf.TitlesAsync("&task=classification")).ShouldBe(["Rye"]);
        (await shelf.TitlesAsync("&modality=tabular")).ShouldBe(["Rye"]);
        (await shelf.TitlesAsync("&institution=University of Beta")).ShouldBe(["Oats"]);
        (await shelf.TitlesAsync("&prize=yes")).ShouldBeEmpty();
        (await shelf.TitlesAsync("+HARVEST")).ShouldBe(["Oats"]);
        (await shelf.TitlesAsync("+beta")).ShouldBe(["Oats"]);
        (await shelf.ListAsync()).ShouldNotSay("A cup");
        var page = await curator.PublicAsync(slug);
        page.ShouldNotSay("A cup");
        page.ShouldSay("grain");
        page.ShouldSay(shelf.Word);
        page.ShouldSay("University of Beta");
        page.Document.QuerySelectorAll("dl.pairs dd").Select(d => d.TextContent.Trim()).ShouldContain("de");

        await curator.RunAsync<CorrectListing, CurateOutcome>((v, ct) => v.ExecuteAsync(slug, new Correction([], null, null, null, null, null), 1, null, null, ct));
        (await shelf.TitlesAsync("&task=classification")).ShouldBe(["Oats", "Rye"], ignoreOrder: true);
        (await curator.PublicAsync(slug)).ShouldSay("A cup");
    }
}
