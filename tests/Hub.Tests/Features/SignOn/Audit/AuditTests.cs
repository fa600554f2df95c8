using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Audit;

public sealed class AuditTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_a_person_does_is_written_down_and_theirs_to_read()
    {
        var email = await hub.Account();
        var node = await TestClient.NodeAsync(hub);
        await Submit.SignInAsync(hub.Browser(), email, "not this password");
        var browser = await hub.SignedIn(email);
        await node.CodeAsync(browser);
        await (await browser.VisitAsync("/")).Form("Sign out").SendAsync();

        (await KindsAsync(email)).ShouldBe(
            [SignOnEventKind.SignInFailed, SignOnEventKind.SignedIn, SignOnEventKind.ConsentGiven, SignOnEventKind.SignedInAtClient, SignOnEventKind.SignedOut], ignoreOrder: true);
        var mine = await (await hub.SignedIn(email)).VisitAsync("/account/events");
        mine.ShouldSay("sign-in failed");
        mine.ShouldSay(node.Client.Name);
        (await (await hub.SignedIn(await hub.Account())).VisitAsync("/account/events")).ShouldNotSay(node.Client.Name);
    }

    [Fact]
    public async Task a_guess_at_an_address_without_account_is_written_down_too()
    {
        var before = await CountAsync(SignOnEventKind.SignInFailed);

        await Submit.SignInAsync(hub.Browser(), HubHost.NewAddress(), "not this password");

        (await CountAsync(SignOnEventKind.SignInFailed)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task curators_find_by_kind_person_and_client()
    {
        var (email, other) = (await hub.Account(), await hub.Account());
        var node = await TestClient.NodeAsync(hub);
        await node.CodeAsync(await hub.SignedIn(email));
        await hub.SignedIn(other);
        var browser = await hub.StaffBrowser(Staff.Curator);

        var found = await (await browser.VisitAsync("/curation/audit")).Form("Show").Fill("E-mail address of the account", email).SendAsync();
        found.ShouldSay(email);
        found.ShouldNotSay(other);
        (await browser.VisitAsync($"/curation/audit?Client={node.Id}&Kind=ConsentGiven")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await browser.VisitAsync("/curation/audit?Email=nobody@example.org")).Document.QuerySelectorAll("tbody tr").ShouldBeEmpty();
    }

    [Fact]
    public async Task what_curators_change_bears_their_name()
    {
        var client = await TestClient.WithSecretAsync(hub);
        var browser = await hub.SignedIn(await hub.Account("Cora", role: Staff.Curator));
        await (await browser.VisitAsync("/curation/clients")).Form($"Disable {client.Client.Name}").SendAsync();
        await (await browser.VisitAsync("/curation/clients")).Form($"New secret for {client.Client.Name}").SendAsync();

        var page = await browser.VisitAsync($"/curation/audit?Client={client.Id}");

        page.ShouldSay("by Cora");
        (await hub.QueryAsync(db => db.SignOnEvents.Where(e => e.ClientId == client.Id).OrderBy(e => e.Sequence).Select(e => e.Detail).ToListAsync(Ct)))
            .ShouldBe([client.Client.Name, "disabled", "SecretDigest"]);
    }

    [Fact]
    public async Task what_was_refused_by_the_database_did_not_happen()
    {
        await hub.InScopeAsync(async services =>
        {
            var register = services.GetRequiredService<RegisterClient>();
            var wiki = new ClientRegistration("Wiki", ClientAuthentication.SecretBasic) { ClientId = "wiki", RedirectUris = ["https://wiki.example/cb"] };
            (await register.ExecuteAsync(wiki, Ct)).ShouldBeOfType<RegisterClientOutcome.Registered>();
            services.GetRequiredService<HubDb>().ChangeTracker.Clear();
            (await register.ExecuteAsync(wiki, Ct)).ShouldBeOfType<RegisterClientOutcome.Refused>();
            return await register.ExecuteAsync(wiki with { ClientId = null }, Ct);
        });

        (await hub.QueryAsync(db => db.SignOnEvents.CountAsync(e => e.ClientId == "wiki", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task roles_given_and_taken_are_written_down()
    {
        var email = await hub.Account("Ben", role: Staff.Curator);
        var administrator = await hub.StaffBrowser(Staff.Administrator);
        await (await administrator.VisitAsync(HubLinks.Administration.Staff)).Form("Dismiss Ben as curator").SendAsync();

        (await KindsAsync(email)).ShouldBe([SignOnEventKind.RoleGiven, SignOnEventKind.RoleTaken]);
    }

    [Fact]
    public async Task a_refusal_that_means_something_is_written_down_and_others_are_not()
    {
        var node = await TestClient.WithSecretAsync(hub);
        var code = await node.CodeAsync();
        await node.RedeemAsync(code);
        (await node.RedeemAsync(code)).ShouldBeRefused(SignOnRefusal.CodeReplayed);
        (await node.TokenAsync()).ShouldBeRefused(SignOnRefusal.GrantTypeMissing);

        var details = await hub.QueryAsync(db => db.SignOnEvents.Where(e => e.Kind == SignOnEventKind.Refused).Select(e => e.Detail).ToListAsync(Ct));
        details.ShouldContain(nameof(SignOnRefusal.CodeReplayed));
        details.ShouldNotContain(nameof(SignOnRefusal.GrantTypeMissing));
    }

    [Fact]
    public async Task a_refusal_names_client_and_person_and_is_one_line_an_hour()
    {
        var (email, node) = (await hub.Account(), await TestClient.WithSecretAsync(hub));
        var code = await node.CodeAsync(await hub.SignedIn(email));
        for (var i = 0; i < 4; i++)
        {
            await node.RedeemAsync(code);
        }

        var noted = await hub.QueryAsync(db => db.SignOnEvents.Where(e => e.ClientId == node.Id && e.Kind == SignOnEventKind.Refused).ToListAsync(Ct));
        noted.ShouldHaveSingleItem().Count.ShouldBe(3);
        (await KindsAsync(email)).ShouldContain(SignOnEventKind.Refused);
        (await KindsAsync(email)).ShouldContain(SignOnEventKind.GrantRevoked);
        (await (await hub.SignedIn(email)).VisitAsync("/account/events")).ShouldSay("CodeReplayed (3 times within the hour)");

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await node.RedeemAsync(code);
        (await hub.QueryAsync(db => db.SignOnEvents.CountAsync(e => e.ClientId == node.Id && e.Kind == SignOnEventKind.Refused, Ct))).ShouldBe(2);
    }

    [Fact]
    public async Task a_wrong_secret_is_noted_with_the_client_it_was_for()
    {
        var node = await TestClient.WithSecretAsync(hub);

        await node.SendAsync("/connect/token", [], TestClient.Basic(node.Id, "guessed"));

        (await hub.QueryAsync(db => db.SignOnEvents.Where(e => e.ClientId == node.Id && e.Kind == SignOnEventKind.Refused).Select(e => e.Detail).ToListAsync(Ct)))
            .ShouldBe([nameof(SignOnRefusal.ClientSecretWrong)]);
    }

    [Fact]
    public async Task what_changes_the_ways_into_an_account_is_written_down()
    {
        var email = await hub.Account();
        var node = await TestClient.NodeAsync(hub);
        var browser = await hub.SignedIn(email);
        await node.CodeAsync(browser);
        await (await browser.VisitAsync(HubLinks.SignOn.Grants)).Form("Take it back").SendAsync();
        var page = (await browser.VisitAsync("/account/password")).Form("Change the password");
        await page.Fill("Current password", "not this password").Fill("New password", "another long password").SendAsync();
        await page.Fill("Current password", HubHost.Password).Fill("New password", "another long password").SendAsync();

        var kinds = await KindsAsync(email);

        kinds.ShouldContain(SignOnEventKind.ConsentTakenBack);
        kinds.ShouldContain(SignOnEventKind.SignInFailed);
        kinds.ShouldContain(SignOnEventKind.PasswordChanged);
    }

    [Fact]
    public async Task turning_the_second_step_off_a_wrong_code_and_a_deletion_are_written_down()
    {
        var email = await hub.Account();
        var id = await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct));
        await hub.InScopeAsync(async s =>
        {
            var watch = s.GetRequiredService<ISignInWatch>();
            foreach (var change in Enum.GetValues<AccountChange>())
            {
                await watch.NoteChangeAsync(id, change, Ct);
            }

            foreach (var tried in Enum.GetValues<FailedTry>())
            {
                await watch.NoteFailureAsync(id, tried, Ct);
            }

            return 0;
        });
        var page = await (await hub.SignedIn(email)).VisitAsync("/account/data");
        await page.Form("Delete my account").Check("Yes, delete my account in 14 days").SendAsync();

        var mine = await (await hub.SignedIn(email)).VisitAsync("/account/events");

        foreach (var words in (string[])["password chosen anew by mail", "second step turned on", "second step turned off", "code of the second step", "deletion asked for", "deletion taken back"])
        {
            mine.ShouldSay(words);
        }
    }

    [Fact]
    public async Task a_registration_token_is_written_down_with_who_made_it()
    {
        var curator = await hub.SignedIn(await hub.Account("Rita", role: Staff.Curator));

        await (await curator.VisitAsync(HubLinks.Curation.Clients)).Form("Make a registration token").SendAsync();

        (await curator.VisitAsync("/curation/audit?Kind=RegistrationTokenMade")).ShouldSay("by Rita");
    }

    [Fact]
    public async Task long_lists_have_older_pages()
    {
        var email = await hub.Account();
        var id = await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct));
        await hub.QueryAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, ReadEvents.PageSize).Select(i => new SignOnEvent { At = hub.Clock.GetUtcNow(), Kind = SignOnEventKind.SignedIn, AccountId = id, Detail = $"number {i}" }));
            return await db.SaveChangesAsync(Ct);
        });

        var page = await (await hub.SignedIn(email)).VisitAsync("/account/events");

        page.ShouldNotSay("number 0");
        (await page.FollowAsync("Older")).ShouldSay("number 0");
    }

    [Fact]
    public async Task after_its_days_an_event_is_forgotten()
    {
        await using var alone = QuietHub.Of(new HubHost());
        await alone.InitializeAsync();
        await alone.SignedIn(await alone.Account());
        alone.Clock.Advance(TimeSpan.FromDays(181));

        await alone.InScopeAsync(async s =>
        {
            await s.GetRequiredService<SweepSignOn>().ExecuteAsync(Ct);
            return 0;
        });

        (await alone.QueryAsync(db => db.SignOnEvents.CountAsync(Ct))).ShouldBe(0);
    }

    private Task<List<SignOnEventKind>> KindsAsync(string email) => hub.QueryAsync(db =>
        (from noted in db.SignOnEvents join account in db.Users on noted.AccountId equals account.Id where account.Email == email orderby noted.Sequence select noted.Kind).ToListAsync(Ct));

    private Task<int> CountAsync(SignOnEventKind kind) => hub.QueryAsync(db => db.SignOnEvents.CountAsync(e => e.Kind == kind, Ct));
}
