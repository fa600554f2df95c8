using System.Net;

namespace Agon.Hub.Tests.Hosting;

public sealed class LimitsTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();

    public async ValueTask InitializeAsync()
    {
        _hub.Settings["Site:AccountPostsPerMinute"] = "3";
        _hub.Settings["Hub:IsRegistrationOpen"] = "false";
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task account_forms_can_be_sent_a_few_times_a_minute_only()
    {
        var browser = _hub.Browser();
        for (var i = 0; i < 3; i++)
        {
            (await Submit.SignInAsync(browser, "nobody@example.org", "not this password")).Status.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await Submit.SignInAsync(browser, "nobody@example.org", "not this password");

        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Heading.ShouldBe("Too many tries");
        (await browser.VisitAsync("/account/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_site_that_takes_no_registrations_says_so_and_offers_none()
    {
        var page = await _hub.Browser().VisitAsync("/account/register");

        page.ShouldSay("This site does not take registrations.");
        page.Document.QuerySelector("form[method=post]").ShouldBeNull();
        page.Document.QuerySelector("header a[href='/account/register']").ShouldBeNull();
    }
}
