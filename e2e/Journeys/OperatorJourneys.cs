using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys;

public sealed partial class OperatorJourneys(Campus campus, BrowserFixture browser)
{
    [Fact]
    public async Task the_first_start_prints_a_link_that_sets_the_node_up_once()
    {
        await using var node = await RunningSite.NodeAsync(Directory.CreateTempSubdirectory("agon-first-").FullName);
        var link = Link().Match(await node.SaysAsync("/setup/")).Value;
        await browser.WithPageAsync(node.Address, async page =>
        {
            await page.GotoAsync(link);
            await page.GetByLabel("Name of the site").FillAsync("Alpha University");
            await page.GetByLabel("Your name").FillAsync("Olga");
            await page.GetByLabel("E-mail address").FillAsync("olga@example.org");
            await page.GetByLabel("Password").FillAsync(Campus.Password);
            await page.PressButtonAsync("Set up");
            await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Alpha University");
            var again = await page.GotoAsync(link);

            again!.Status.ShouldBe(404);
        });
    }

    [Fact]
    public Task the_desk_says_in_words_how_the_node_is() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        await page.SignInAsync(Campus.Operator);
        await page.GotoAsync("/admin");

        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("worker-1");
    });

    [Fact]
    public Task the_hub_says_what_it_is_and_pretends_nothing() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        await page.GotoAsync("/");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        (await page.Context.APIRequest.GetAsync($"{campus.Hub.Address}health/ready")).Status.ShouldBe(200);
    });

    [GeneratedRegex(@"http://\S+/setup/\S+")]
    private static partial Regex Link();
}
