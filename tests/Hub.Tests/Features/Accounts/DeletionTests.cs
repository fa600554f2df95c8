using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Tests.Features.Nodes;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class DeletionTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_account_is_deleted_two_weeks_after_its_owner_asked()
    {
        var email = await hub.Account();

        (await AskAsync(await hub.SignedIn(email))).ShouldSay("Your account is deleted on");
        await PassAsync(PlannedDeletion.CoolingOff - TimeSpan.FromMinutes(1));
        (await IdOf(email)).ShouldNotBeNull();
        await PassAsync(TimeSpan.FromMinutes(1));

        (await IdOf(email)).ShouldBeNull();
        (await Submit.SignInAsync(hub.Browser(), email, HubHost.Password)).ShouldSay(AccountMessages.WrongPassword);
        var mails = await hub.MailsTo(email);
        mails.Count.ShouldBe(2);
        mails[0].ShouldContain("will be deleted");
        mails[1].ShouldContain("are deleted");
    }

    [Fact]
    public async Task asking_signs_out_everywhere_at_once()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));

        await AskAsync(here);

        (await here.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        (await there.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task signing_in_takes_it_back_and_says_so()
    {
        var email = await hub.Account();
        await AskAsync(await hub.SignedIn(email));

        (await Submit.SignInAsync(hub.Browser(), email, HubHost.Password)).ShouldSay(HubAccountMessages.DeletionTakenBack);
        await PassAsync(PlannedDeletion.CoolingOff);

        (await IdOf(email)).ShouldNotBeNull();
        (await hub.MailsTo(email)).ShouldContain(m => m.Contains("Your account stays"));
    }

    [Fact]
    public async Task after_it_was_taken_back_it_can_be_asked_for_again()
    {
        var email = await hub.Account();
        await AskAsync(await hub.SignedIn(email));
        await AskAsync(await hub.SignedIn(email));

        await PassAsync(PlannedDeletion.CoolingOff);

        (await IdOf(email)).ShouldBeNull();
    }

    [Fact]
    public async Task it_leaves_a_note_for_each_node_that_knew_the_person_and_for_each_session()
    {
        using var node = await FakeNode.EnrolledAsync(hub);
        var email = await hub.Account();
        await AskAsync(await hub.SignedIn(email));
        var id = (await IdOf(email))!.Value;
        await hub.QueryAsync(async db =>
        {
            db.Add(new PairwiseSubject { AccountId = id, Sector = node.Address, Subject = $"subject-{id}" });
            db.Add(new PairwiseSubject { AccountId = id, Sector = "https://no-node.example", Subject = $"other-{id}" });
            db.Add(new PersonProfile { AccountId = id, Affiliation = "Example University" });
            db.Add(new AccountSession { Id = $"late-{id:N}", AccountId = id, Stamp = "", CreatedAt = hub.Clock.GetUtcNow(), LastSeenAt = hub.Clock.GetUtcNow(), Device = "", Network = "" });
            return await db.SaveChangesAsync(Ct);
        });

        await PassAsync(PlannedDeletion.CoolingOff);

        (await hub.QueryAsync(db => db.DeletedSubjects.Where(d => d.Subject.EndsWith($"{id}")).Select(d => d.Sector).ToListAsync(Ct))).ShouldBe([node.Address]);
        (await hub.QueryAsync(db => db.Set<EndedSession>().CountAsync(e => e.AccountId == id, Ct))).ShouldBe(2);
        (await hub.QueryAsync(db => db.PersonProfiles.CountAsync(p => p.AccountId == id, Ct))).ShouldBe(0);
    }

    [Fact]
    [Refuses(typeof(PlanDeletionOutcome.NotFresh))]
    public async Task one_who_signed_in_long_ago_shows_first_who_they_are()
    {
        var browser = await hub.SignedIn(await hub.Account());
        var open = await browser.VisitAsync(HubLinks.Accounts.YourData);
        hub.Clock.Advance(AccountRules.Fresh + TimeSpan.FromSeconds(1));

        (await SendAsync(open)).Heading.ShouldBe("Sign in");
        Refused.See(typeof(PlanDeletionOutcome.NotFresh));
        var asked = await (await browser.VisitAsync(HubLinks.Accounts.YourData)).FollowAsync("Go on to delete it");
        var back = await asked.Form("Sign in").Fill("Password", HubHost.Password).SendAsync();

        (await SendAsync(back)).ShouldSay("Your account is deleted on");
    }

    [Fact]
    public async Task nobody_is_deleted_without_the_tick()
    {
        var browser = await hub.SignedIn(await hub.Account());

        (await (await browser.VisitAsync(HubLinks.Accounts.YourData)).Form("Delete my account").SendAsync()).ShouldSay(HubAccountMessages.BeSure);
    }

    [Fact]
    [Refuses(typeof(PlanDeletionOutcome.IsAdministrator))]
    public async Task an_administrator_is_dismissed_first()
    {
        var email = await hub.Account();
        await hub.InScopeAsync(async s =>
        {
            var account = await s.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email);
            await s.GetRequiredService<GiveRole>().ExecuteAsync(account!, Staff.Administrator);
            return 0;
        });

        (await AskAsync(await hub.SignedIn(email))).ShouldRefuse(typeof(PlanDeletionOutcome.IsAdministrator), HubAccountMessages.AdministratorsStay);
    }

    [Fact]
    public async Task two_who_ask_at_once_plan_it_once()
    {
        var email = await hub.Account();
        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await (await hub.SignedIn(email)).VisitAsync(HubLinks.Accounts.YourData)));

        await Task.WhenAll(pages.Select(SendAsync));

        (await hub.MailsTo(email)).Count(m => m.Contains("will be deleted", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    [Refuses(typeof(PlanDeletionOutcome.PlannedBefore))]
    public async Task a_deletion_that_is_planned_is_not_planned_again()
    {
        var email = await hub.Account();
        Task<PlanDeletionOutcome> PlanAsync() => hub.InScopeAsync(async s => await s.GetRequiredService<PlanDeletion>().ExecuteAsync(
            (await s.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email))!, hub.Clock.GetUtcNow(), Ct));

        (await PlanAsync()).ShouldBeOfType<PlanDeletionOutcome.Planned>();
        (await PlanAsync()).ShouldRefuse(new PlanDeletionOutcome.PlannedBefore());
    }

    [Fact]
    public async Task everything_held_of_a_person_can_be_downloaded()
    {
        var email = await hub.Account("Mei Lin");
        var browser = await hub.SignedIn(email);
        var id = (await IdOf(email))!.Value;
        await hub.QueryAsync(async db =>
        {
            db.Add(new PairwiseSubject { AccountId = id, Sector = "node.example", Subject = $"known-as-{id}" });
            db.Add(new PersonProfile { AccountId = id, Affiliation = "Example Université" });
            return await db.SaveChangesAsync(Ct);
        });

        var answer = await browser.Http.GetAsync(HubLinks.Accounts.Export, Ct);
        foreach (var member in (string[])["secondStepSince", "deletionPlanned", "whatHappened", "SignedIn"])
        {
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(member);
        }

        var text = await answer.Content.ReadAsStringAsync(Ct);

        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        foreach (var held in (string[])[email, "Mei Lin", "Example Université", $"known-as-{id}", "An unknown browser"])
        {
            text.ShouldContain(held);
        }

        text.ShouldNotContain("assword");
        text.ShouldNotContain("tamp\"");
    }

    [Fact]
    public async Task who_only_finds_an_open_browser_takes_nothing_along()
    {
        var browser = await hub.SignedIn(await hub.Account());
        hub.Clock.Advance(AccountRules.Fresh + TimeSpan.FromMinutes(1));

        (await browser.VisitAsync(HubLinks.Accounts.Export)).Path.ShouldStartWith("/account/sign-in");
        (await browser.VisitAsync(HubLinks.Accounts.YourData)).ShouldSay("Go on to download it");
    }

    [Fact]
    public async Task one_account_that_can_not_be_deleted_does_not_keep_the_others()
    {
        var (bad, good) = (await hub.Account(), await hub.Account());
        await hub.QueryAsync(async db =>
        {
            var now = hub.Clock.GetUtcNow();
            foreach (var (email, hours) in new[] { (bad, 2), (good, 1) })
            {
                var id = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(Ct);
                db.Add(new PlannedDeletion { AccountId = id, AskedAt = now, DueAt = now.AddHours(-hours) });
            }

            await db.SaveChangesAsync(Ct);
            // Nobody can be told.
            return await db.Users.Where(u => u.Email == bad).ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, (string?)null), Ct);
        });

        (await hub.InScopeAsync(s => s.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(Ct))).ShouldBe(1);

        (await IdOf(good)).ShouldBeNull();
        await hub.QueryAsync(db => db.PlannedDeletions.ExecuteDeleteAsync(Ct));
    }

    private static async Task<Page> AskAsync(PageClient browser) => await SendAsync(await browser.VisitAsync(HubLinks.Accounts.YourData));

    private static Task<Page> SendAsync(Page page) => page.Form("Delete my account").Check("Yes, delete my account in 14 days").SendAsync();

    private Task<Guid?> IdOf(string email) => hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(Ct));

    private async Task PassAsync(TimeSpan time)
    {
        hub.Clock.Advance(time);
        await hub.InScopeAsync(s => s.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(Ct));
    }
}
