using System.Net;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Discovery;

namespace Agon.Hub.Tests.Features.Home;

public sealed class IndexTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task the_home_page_leads_to_the_catalogue()
    {
        var page = await hub.Browser().VisitAsync("/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Heading.ShouldBe("Agon hub");
        page.ShouldSay("No competition takes submissions just now");
        (await page.FollowAsync("All competitions")).Path.ShouldBe("/competitions");
    }

    [Fact]
    public async Task the_home_page_searches_and_names_the_six_that_close_next()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        for (var day = 9; day > 0; day--)
        {
            await shelf.PutAsync(day == 7 ? "A quokka" : $"Day {day}", to: day);
        }

        await shelf.PutAsync("Later", 2, 5);
        var page = await hub.Browser().VisitAsync("/");

        Shelf.Titles(page).ShouldBe(["Day 1", "Day 2", "Day 3", "Day 4", "Day 5", "Day 6"]);
        var form = page.Form("Search");
        form.Hidden("search", "quokka");
        Shelf.Titles(await form.SendAsync()).ShouldBe(["A quokka"]);
        await shelf.Node.Node.DecideAsync(MemberAct.Suspend);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/competitions")]
    [InlineData("/account/sign-in")]
    [InlineData("/account/register")]
    [InlineData("/account/forgot")]
    [InlineData("/account/resend")]
    [InlineData("/account/check-mail")]
    public async Task every_page_has_a_title_one_heading_and_labelled_fields(string path)
    {
        var document = (await hub.Browser().VisitAsync(path)).Document;

        document.Title.ShouldNotBeNullOrWhiteSpace();
        document.DocumentElement.GetAttribute("lang").ShouldBe("en");
        document.QuerySelectorAll("h1").Length.ShouldBe(1);
        document.QuerySelector("a.skip")!.GetAttribute("href").ShouldBe("#main");
        document.QuerySelectorAll("input:not([type=hidden])")
            .ShouldAllBe(i => i.HasAttribute("aria-label") || document.QuerySelector($"label[for='{i.Id}']") != null);
    }
}
