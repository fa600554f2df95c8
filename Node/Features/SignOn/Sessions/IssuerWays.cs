using System.Security.Claims;
using System.Security.Cryptography;
using Agon.Node.Data;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>The ways into this node by issuers, and the way out of their sessions too (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal sealed class IssuerWays(
    NodeDb db, Providers providers, UserManager<Account> users, ShowAgain again, PublicAddress address, IDataProtectionProvider protection) : ISignInWays
{
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.SignOn.SignOut");

    public async ValueTask<IReadOnlyList<SiteLink>> ListAsync(string returnUrl, ClaimsPrincipal? visitor, CancellationToken ct)
    {
        var isAgain = visitor is not null;
        var account = visitor is null ? null : await users.GetUserAsync(visitor);
        if (account is not null && !await again.IsIssuerEnoughAsync(account))
        {
            return [];
        }

        // Anew they show it only where they are known as who is signed in.
        var known = account?.Id;
        var issuers = await db.Issuers.AsNoTracking()
            .Where(i => i.IsEnabled && (!isAgain || db.LinkedIdentities.Any(l => l.AccountId == known && l.IssuerAddress == i.Address)))
            .OrderBy(i => i.Source == IssuerSource.Membership ? 0 : 1).ThenBy(i => i.Name).ToListAsync(ct);
        return [.. issuers.Select(i => new SiteLink($"Sign in with {i.Name}", NodeLinks.SignOn.Start(i.Slug, returnUrl, isAgain)))];
    }

    public async ValueTask<bool> HaveShownAsync(ClaimsPrincipal visitor, Account account, CancellationToken ct) => await again.HaveShownIssuerAsync(visitor, account, AccountRules.Fresh);

    public async ValueTask<IReadOnlyList<SiteLink>> OfAsync(Guid account, CancellationToken ct)
    {
        var names = await db.LinkedIdentities.Where(l => l.AccountId == account).OrderBy(l => l.LinkedAt)
            .Select(l => db.Issuers.Where(i => i.Address == l.IssuerAddress).Select(i => i.Name).FirstOrDefault() ?? l.IssuerAddress).ToListAsync(ct);
        return [.. names.Select(name => new SiteLink(name, NodeLinks.SignOn.Identities))];
    }

    public async ValueTask<string?> AfterSignOutAsync(ClaimsPrincipal visitor, CancellationToken ct)
    {
        var session = visitor.SessionId;
        var began = session is null ? null : await db.SignOnSessions.AsNoTracking().Where(s => s.SessionId == session).OrderByDescending(s => s.CreatedAt).FirstOrDefaultAsync(ct);
        return began is not null && await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Address == began.IssuerAddress, ct) is { } issuer
            ? NodeLinks.SignOn.SignedOut(issuer.Slug, _protector.Protect($"{began.Id}"))
            : null;
    }

    /// <summary>Where the browser ends the issuer's session; null if the issuer has no such place or the link is none of ours.</summary>
    /// <param name="slug">The issuer.</param>
    /// <param name="link">What <see cref="AfterSignOutAsync"/> gave.</param>
    /// <param name="state">What the issuer must give back.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<string?> SignOutThereAsync(string slug, string? link, string state, CancellationToken ct)
    {
        var id = Read(link);
        var session = id is null ? null : await db.SignOnSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        var issuer = session is null ? null : await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Slug == slug && i.Address == session.IssuerAddress, ct);
        if (issuer is null || (await providers.DescribeAsync(issuer.Address, ct)).Value is not { EndSessionEndpoint: { } endpoint })
        {
            return null;
        }

        return QueryHelpers.AddQueryString(endpoint, new Dictionary<string, string?>
        {
            ["id_token_hint"] = session!.IdToken,
            ["client_id"] = issuer.ClientId,
            ["post_logout_redirect_uri"] = address.Of(NodeLinks.SignOn.SignedOutThere),
            ["state"] = state,
        });
    }

    private Guid? Read(string? link)
    {
        try
        {
            return Guid.TryParse(_protector.Unprotect(link ?? ""), out var id) ? id : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
