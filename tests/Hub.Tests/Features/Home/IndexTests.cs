using System.Net;

namespace Agon.Hub.Tests.Features.Home;

public sealed class IndexTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task the_home_page_says_what_the_hub_does_not_do_yet()
    {
        var page = await hub.Browser().VisitAsync("/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Heading.ShouldBe("Agon hub");
        page.ShouldSay("What it does not do yet");
    }

    [Theory]
    [InlineData("/")]
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
