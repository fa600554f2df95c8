using System.Text.RegularExpressions;
using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>Adds an issuer, or changes one, once it was found to be what it is said to be.</summary>
internal sealed partial class SaveIssuer(
    NodeDb db, Providers providers, IssuerAddress addresses, ClientSecrets secrets, EndSignOnSessions end, TimeProvider clock, ILogger<SaveIssuer> logger)
{
    private static readonly string[] OwnWords = [Issuer.HubSlug, "link", "new", "confirm", "finish", "failed", "keys", "signed-out"];

    /// <param name="draft">What the operator wants.</param>
    /// <param name="slug">Which issuer is changed; null adds one.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<SignOnResult<Issuer>> ExecuteAsync(IssuerDraft draft, string? slug, CancellationToken ct)
    {
        var known = slug is null ? null : await db.Issuers.SingleOrDefaultAsync(i => i.Slug == slug, ct);
        if (await RefuseAsync(draft, known, slug, ct) is { } refusal)
        {
            return refusal;
        }

        var issuer = known ?? New(draft);
        var becomesDisabled = known is { IsEnabled: true } && !draft.IsEnabled;
        Apply(draft, issuer);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Issuer.SlugIndex))
        {
            return SignOnFailure.SlugTaken;
        }
        catch (DbUpdateException e) when (e.Breaks(db, Issuer.AddressIndex))
        {
            return SignOnFailure.AddressTaken;
        }

        if (becomesDisabled)
        {
            await end.ExecuteAsync(issuer.Address, ct);
        }

        LogSaved(issuer.Slug, issuer.Address, issuer.IsEnabled);
        return issuer;
    }

    private async Task<SignOnFailure?> RefuseAsync(IssuerDraft draft, Issuer? known, string? slug, CancellationToken ct)
    {
        if (slug is not null && known is null)
        {
            return SignOnFailure.IssuerUnknown;
        }

        if (known is { Source: IssuerSource.Membership })
        {
            return SignOnFailure.HubsIssuer;
        }

        if (known is null && (!Slug().IsMatch(draft.Slug) || draft.Slug.Length > Issuer.SlugMaxLength || OwnWords.Contains(draft.Slug)))
        {
            return SignOnFailure.SlugUnusable;
        }

        if (draft.Authentication == ClientAuthentication.ClientSecretBasic && string.IsNullOrEmpty(draft.Secret) && known?.ProtectedSecret is null)
        {
            return SignOnFailure.SecretMissing;
        }

        if (addresses.Refuse(draft.Address) is { } unusable)
        {
            return unusable;
        }

        // To switch one off, nobody has to answer.
        if (!draft.IsEnabled && known?.Address == draft.Address)
        {
            return null;
        }

        var described = await providers.DiscoverAsync(draft.Address, ct);
        return described.IsGood(out var metadata, out var failure)
            ? metadata.Takes(draft.Authentication) ? null : SignOnFailure.ClientAuthenticationUnknown
            : failure;
    }

    private Issuer New(IssuerDraft draft)
    {
        var now = clock.GetUtcNow();
        var issuer = new Issuer
        {
            Id = Guid.CreateVersion7(now),
            Slug = draft.Slug,
            Name = draft.Name,
            Address = draft.Address,
            ClientId = draft.ClientId,
            Authentication = draft.Authentication,
            Source = IssuerSource.Operator,
            CreatedAt = now,
        };
        db.Issuers.Add(issuer);
        return issuer;
    }

    private void Apply(IssuerDraft draft, Issuer issuer)
    {
        (issuer.Name, issuer.Address, issuer.ClientId) = (draft.Name, draft.Address, draft.ClientId);
        (issuer.Authentication, issuer.IsEnabled, issuer.GivesAccounts) = (draft.Authentication, draft.IsEnabled, draft.GivesAccounts);
        issuer.VouchesForAddresses = draft.VouchesForAddresses;
        issuer.ProtectedSecret = (draft.Authentication, draft.Secret) switch
        {
            (ClientAuthentication.PrivateKeyJwt, _) => null,
            (_, { Length: > 0 } secret) => secrets.Protect(secret),
            _ => issuer.ProtectedSecret,
        };
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
    private static partial Regex Slug();

    [LoggerMessage(LogLevel.Information, "Issuer {Slug} is {Address}; enabled: {IsEnabled}")]
    private partial void LogSaved(string slug, string address, bool isEnabled);
}

/// <summary>What an operator says about an issuer.</summary>
internal sealed record IssuerDraft(
    string Slug, string Name, string Address, string ClientId, ClientAuthentication Authentication, string? Secret, bool IsEnabled = true, bool GivesAccounts = true,
    bool VouchesForAddresses = false);
