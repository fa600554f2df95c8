using System.Net;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Visits;

namespace Agon.Hub.Tests.Features.Catalogue.Logos;

public sealed class ShownLogoTests : IAsyncLifetime
{
    private readonly HubHost _hub = VisitedNode.Quiet();
    private VisitedNode _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _hub.InitializeAsync();
        _node = await VisitedNode.OpenAsync(_hub);
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task a_kept_logo_stands_in_lists_on_the_page_in_structured_data_and_in_the_api()
    {
        var slug = await _node.SlugAsync(await _node.TellAsync(VisitedNode.Picture));
        var before = await _hub.Browser().VisitAsync("/competitions");
        before.Document.QuerySelector(".rows span.logo")!.TextContent.ShouldBe("W");
        before.Document.QuerySelector("img.logo").ShouldBeNull();
        (await ApiAsync(slug))["logoUrl"].ShouldBeNull();

        await _node.FetchAsync();

        var address = HubLinks.Competitions.Logo(slug, VisitedNode.Sha256(VisitedNode.Picture));
        foreach (var place in new[] { "/competitions", $"/competitions/{slug}" })
        {
            var image = (await _hub.Browser().VisitAsync(place)).Document.QuerySelectorAll("img.logo").ShouldHaveSingleItem();
            (image.GetAttribute("src"), image.GetAttribute("alt")).ShouldBe((address, ""), place);
            image.GetAttribute("width").ShouldNotBeNull();
        }

        var page = await _hub.Browser().VisitAsync($"/competitions/{slug}");
        JsonNode.Parse(page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent)!["image"]!.GetValue<string>().ShouldBe($"http://localhost{address}");
        (await ApiAsync(slug))["logoUrl"]!.GetValue<string>().ShouldBe($"http://localhost{address}");
    }

    [Fact]
    public async Task a_logo_is_sent_as_the_picture_it_is_and_nothing_else()
    {
        var slug = await _node.SlugAsync(await _node.TellAsync(VisitedNode.Picture));
        await _node.FetchAsync();

        using var shown = await _node.ShownAsync(slug);

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shown.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(VisitedNode.Picture);
        shown.Content.Headers.ContentType!.ToString().ShouldBe("image/png");
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        shown.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        shown.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        shown.Headers.ETag!.Tag.ShouldBe($"\"{VisitedNode.Sha256(VisitedNode.Picture)}\"");
        using var known = await _node.ShownAsync(slug, shown.Headers.ETag.Tag);
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task what_not_everybody_finds_has_no_logo()
    {
        var (hidden, merged, other, gone) = (
            await _node.TellAsync(VisitedNode.Picture, title: "Hidden"), await _node.TellAsync(VisitedNode.Picture, title: "Merged"),
            await _node.TellAsync(VisitedNode.Picture, title: "Other"), await _node.TellAsync(VisitedNode.Picture, title: "Gone"));
        await _node.FetchAsync();
        await ShowsAsync(true, hidden, merged, other, gone);
        var curator = await _hub.StaffBrowser(Staff.Curator);
        await (await curator.VisitAsync(HubLinks.Curation.Listing(await _node.SlugAsync(hidden)))).Form("Hide it").Fill("Reason", "No.").SendAsync();
        await (await curator.VisitAsync(HubLinks.Curation.Listing(await _node.SlugAsync(merged)))).Form("Merge it into that one").Fill("The one that stays", await _node.SlugAsync(other)).SendAsync();
        await _node.Node.TakenAsync(_node.Node.Withdraw(RecordKinds.Competition, gone));

        await ShowsAsync(false, hidden, merged, gone);
        await ShowsAsync(true, other);
        await _node.Node.Node.DecideAsync(MemberAct.Limit);
        await ShowsAsync(false, other);
        (await _hub.Browser().VisitAsync($"/competitions/{await _node.SlugAsync(other)}")).Document.QuerySelector("img.logo").ShouldBeNull();
    }

    [Fact]
    public async Task nobody_shows_by_its_digest_what_was_hidden_elsewhere()
    {
        var hidden = await _node.TellAsync(VisitedNode.Picture, title: "Hidden");
        await _node.FetchAsync();
        var curator = await _hub.StaffBrowser(Staff.Curator);
        await (await curator.VisitAsync(HubLinks.Curation.Listing(await _node.SlugAsync(hidden)))).Form("Hide it").Fill("Reason", "No.").SendAsync();
        _node.Answer = VisitedNode.Says(404);

        var other = await _node.TellAsync(VisitedNode.Picture, title: "Other");
        await _node.FetchAsync();

        await ShowsAsync(false, hidden, other);
        (await _hub.Browser().VisitAsync($"/competitions/{await _node.SlugAsync(other)}")).Document.QuerySelector("img.logo").ShouldBeNull();
        (await _hub.Browser().VisitAsync("/competitions")).Document.QuerySelector(".rows img").ShouldBeNull();
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        _hub.Clock.Advance(TimeSpan.FromHours(1));
        await _node.FetchAsync();
        await ShowsAsync(true, other);
        await ShowsAsync(false, hidden);
    }

    [Fact]
    public async Task curators_read_why_there_is_none()
    {
        _node.Answer = VisitedNode.Says(503);
        await _node.TellAsync(VisitedNode.Picture, title: "Wheat");
        await _node.FetchAsync();
        var curator = await _hub.StaffBrowser(Staff.Curator);

        (await curator.VisitAsync(HubLinks.Curation.Listings)).ShouldSay(VisitMessages.LogoMissed(VisitProblem.WrongStatus, 503));
        var page = await curator.VisitAsync(HubLinks.Curation.Feed(_node.Node.Node.Answer.Slug));
        page.ShouldSay("Logos the hub does not have");
        page.ShouldSay(VisitMessages.Word(VisitProblem.WrongStatus, 503));
    }

    private async Task ShowsAsync(bool isShown, params string[] keys)
    {
        foreach (var key in keys)
        {
            using var response = await _node.ShownAsync(await _node.SlugAsync(key));
            response.StatusCode.ShouldBe(isShown ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        }
    }

    private async Task<JsonNode> ApiAsync(string slug)
    {
        using var client = _hub.Client();
        return JsonNode.Parse(await client.GetStringAsync(new Uri($"/api/v1/competitions/{slug}", UriKind.Relative), Ct))!;
    }
}
