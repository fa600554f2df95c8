using System.Text.RegularExpressions;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Identities;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Those who came by an issuer show anew who they are at the issuer; they may have no password here.</summary>
public sealed partial class ShowAgainTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static readonly string Again = AccountLinks.Reauthenticate("/competitions");

    [Fact]
    public async Task whoever_came_by_an_issuer_is_offered_to_show_it_there_and_is_asked_there()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync("Ada");
        await WithoutPasswordAsync(account);
        var (browser, way) = world.Browser();
        await browser.VisitAsync(world.Start);

        var page = await browser.VisitAsync(Again);
        page.Heading.ShouldBe("Sign in");
        var back = await page.FollowAsync($"Sign in with Alma Mater {world.Slug}");

        back.Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe("Ada");
        var asked = QueryHelpers.ParseQuery(way.Visited.Last(v => v.Host == world.Issuer.Host && v.Query.Contains("prompt", StringComparison.Ordinal)).Query);
        (asked["prompt"].ToString(), asked["max_age"].ToString()).ShouldBe(("login", "0"));
    }

    [Fact]
    public async Task whoever_has_a_password_is_asked_for_that()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync("Ada");
        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);

        (await browser.VisitAsync(Again)).ShouldNotSay(world.Slug);
    }

    [Fact]
    public async Task an_issuer_that_does_not_know_them_is_not_offered()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var browser = await node.BrowserOf(await node.Given.Account());

        (await browser.VisitAsync(Again)).ShouldNotSay(world.Slug);
        (await node.Browser().VisitAsync("/account/sign-in")).ShouldSay(world.Slug);
    }

    [Fact]
    public async Task a_new_password_by_mail_names_the_other_ways_into_the_account()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        await (await node.Browser().VisitAsync("/account/forgot")).Form("Send the link").Fill("E-mail address", account.Email!).SendAsync();
        var link = Link().Match((await node.MailsTo(account.Email!))[^1]).Value;
        var browser = node.Browser();

        var page = await (await browser.VisitAsync(link)).Form("Use this password").Fill("New password", "a lantern under water").SendAsync();

        page.ShouldSay($"These still open your account too: Alma Mater {world.Slug}. Remove what is not yours.");
        (await page.Form("Sign in").Fill("E-mail address", account.Email!).Fill("Password", "a lantern under water").SendAsync()).Path.ShouldBe("/account/identities");
        (await node.MailsTo(account.Email!)).ShouldContain(m => m.Contains($"Alma Mater {world.Slug}: http://localhost/account/identities", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_passkey_is_a_way_in_too()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var account = await world.LinkedAsync();
        var identity = await node.QueryAsync(async db =>
        {
            await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, (string?)null));
            return await db.LinkedIdentities.Where(l => l.AccountId == account.Id).Select(l => l.Id).SingleAsync();
        });
        Task<SignOnFailure?> RemoveAsync() => node.DoAsync<RemoveIdentity, SignOnFailure?>(v => v.ExecuteAsync(account.Id, identity, null, TestContext.Current.CancellationToken));
        (await RemoveAsync()).ShouldBe(SignOnFailure.LastWayIn);

        await node.InScopeAsync(async s =>
        {
            var users = s.GetRequiredService<UserManager<Account>>();
            var owner = await users.FindByIdAsync($"{account.Id}");
            return await users.AddOrUpdatePasskeyAsync(owner!, new UserPasskeyInfo([1, 2], [3], node.Clock.GetUtcNow(), 0, ["internal"], true, false, false, [4], [5]));
        });

        (await RemoveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task what_somebody_is_at_their_provider_makes_them_nothing_here()
    {
        var world = await SignOnWorld.CreateAsync(node);
        await world.LinkedAsync("Cora");
        foreach (var claim in (string[])["role", "roles", "groups"])
        {
            world.Issuer.Person[claim] = new System.Text.Json.Nodes.JsonArray("Administrator", "Curator", "Operator");
        }

        var (browser, _) = world.Browser();
        await browser.VisitAsync(world.Start);

        (await browser.WhoAsync()).ShouldBe("Cora");
        foreach (var path in (string[])["/admin", "/admin/hub", "/admin/sign-on"])
        {
            (await browser.VisitAsync(path)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden, path);
        }
    }

    private Task WithoutPasswordAsync(Account account) => node.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        return await users.RemovePasswordAsync((await users.FindByIdAsync($"{account.Id}"))!);
    });

    [GeneratedRegex("/account/reset\\S+")]
    private static partial Regex Link();
}
