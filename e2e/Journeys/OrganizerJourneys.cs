using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys;

public sealed class OrganizerJourneys(Campus campus, BrowserFixture browser)
{
    [Fact]
    public Task a_bundle_becomes_a_draft_and_then_a_public_competition() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        await page.SignInAsync(await campus.NewPersonAsync("Ora Organizer"));
        await page.GotoAsync("/competitions/new");
        await page.GetByLabel("Bundle").SetInputFilesAsync(await Samples.BundleAsync(1, "Owls at night"));
        await page.PressButtonAsync("Upload the bundle");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the draft" }).ClickAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Publish" }).First.ClickAsync();
        await page.PressButtonAsync("Publish");

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/competitions?search=owls");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Owls at night" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task all_problems_of_a_bundle_are_listed_with_file_and_line() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        var zip = Path.Combine(Directory.CreateTempSubdirectory("agon-broken-").FullName, "broken.zip");
        await File.WriteAllBytesAsync(zip, await Samples.ZipAsync(("competition.yaml", "version: 2\ntitle: Broken\nterms: missing.md\nphases: []\n")));
        await page.SignInAsync(Campus.Organizer);
        await page.GotoAsync("/competitions/new");
        await page.GetByLabel("Bundle").SetInputFilesAsync(zip);
        await page.PressButtonAsync("Upload the bundle");

        await Expect(page.GetByText("could not be imported")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByText("missing.md").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("competition.yaml");
    });
}
