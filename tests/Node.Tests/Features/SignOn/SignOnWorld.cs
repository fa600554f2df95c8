using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>A node that trusts one fake issuer.</summary>
internal sealed class SignOnWorld
{
    private static int _count;

    private SignOnWorld(NodeHost node) => (Node, Issuer, Slug) = (node, new FakeIssuer(node), $"alma{Interlocked.Increment(ref _count)}");

    public NodeHost Node { get; }

    public FakeIssuer Issuer { get; }

    public string Slug { get; }

    public string Start => $"/sign-on/{Slug}?returnUrl=/competitions";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SignOnWorld> CreateAsync(NodeHost node, ClientAuthentication authentication = ClientAuthentication.ClientSecretBasic, bool givesAccounts = true, bool vouches = true)
    {
        var world = new SignOnWorld(node);
        var draft = new IssuerDraft(world.Slug, $"Alma Mater {world.Slug}", world.Issuer.Address, FakeIssuer.ClientId, authentication, FakeIssuer.Secret, GivesAccounts: givesAccounts, VouchesForAddresses: vouches);
        (await node.DoAsync<SaveIssuer, SignOnFailureOrNone>(async v => new((await v.ExecuteAsync(draft, null, Ct)).Failure))).Failure.ShouldBeNull();
        return world;
    }

    /// <summary>A browser whose owner signs in at the issuer whenever they are sent there.</summary>
    public (PageClient Browser, ToTheIssuerAndBack Way) Browser()
    {
        var way = new ToTheIssuerAndBack(Issuer);
        return (Node.Browser(way, new CookieContainerHandler()), way);
    }

    /// <summary>What a browser sees that nobody has signed in with and that goes there and back.</summary>
    public Task<Page> VisitAsync() => Browser().Browser.VisitAsync(Start);

    /// <summary>An account that is known as the issuer's person.</summary>
    public async Task<Account> LinkedAsync(string? name = null)
    {
        var account = await Node.Given.Account(name);
        await LinkAsync(account);
        return account;
    }

    public Task LinkAsync(Account account) => Node.QueryAsync(db =>
    {
        var now = Node.Clock.GetUtcNow();
        db.LinkedIdentities.Add(new LinkedIdentity
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            IssuerAddress = Issuer.Address,
            Subject = Issuer.Person["sub"]!.GetValue<string>(),
            LinkedAt = now,
        });
        return db.SaveChangesAsync();
    });

    public Task<bool> IsLinkedAsync(Account account) => Node.QueryAsync(db => db.LinkedIdentities.AnyAsync(l => l.AccountId == account.Id && l.IssuerAddress == Issuer.Address));

    private sealed record SignOnFailureOrNone(Agon.Node.Features.SignOn.SignOnFailure? Failure);
}

internal static class SigningInPages
{
    extension(PageClient browser)
    {
        /// <summary>Signs in with the password on the sign-in page that is open.</summary>
        public static Task<Page> SignInAsync(Page page, Account account) =>
            page.Form("Sign in").Fill("E-mail address", account.Email!).Fill("Password", Given.Password).SendAsync();

        /// <summary>Whether somebody is signed in, by their name; null for nobody.</summary>
        public async Task<string?> WhoAsync() => (await browser.VisitAsync("/competitions")).Document.QuerySelector(".who summary")?.TextContent.Trim();
    }
}
