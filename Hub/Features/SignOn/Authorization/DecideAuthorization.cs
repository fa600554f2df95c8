using System.Security.Claims;
using Agon.Hub.Data;
using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Finds out what comes next for a request in which nothing is wrong: sign in, consent, or the answer.</summary>
internal sealed class DecideAuthorization(HubDb db)
{
    private static readonly Func<HubDb, Guid, string?, CancellationToken, Task<Account?>> AccountOf =
        ReadyQuery.Of((HubDb db, Guid id, string? stamp, CancellationToken _) => db.Users.AsNoTracking().SingleOrDefault(u => u.Id == id && u.SecurityStamp == stamp));

    private static readonly Func<HubDb, Guid, string, CancellationToken, Task<Consent?>> ConsentOf = ReadyQuery.Of(
        (HubDb db, Guid account, string client, CancellationToken _) => db.Consents.AsNoTracking().SingleOrDefault(c => c.AccountId == account && c.ClientId == client));

    public async Task<AuthorizationStep> ExecuteAsync(AuthorizationRequest request, ClaimsPrincipal visitor, CancellationToken ct)
    {
        // Minutes may have passed since it was checked.
        var client = await Client.FindAsync(db, request.ClientId, ct);
        if (client is null)
        {
            return new AuthorizationStep.Shown(SignOnRefusal.ClientUnknown);
        }

        if (CheckRequest.WrongAddress(client, request.RedirectUri) is { } wrong)
        {
            return new AuthorizationStep.Shown(wrong);
        }

        var mayAsk = !request.Asks(Prompts.None);
        if (await AccountAsync(visitor, ct) is not { } account || !IsFresh(request, visitor))
        {
            return mayAsk ? new AuthorizationStep.SignIn(visitor.Identity is { IsAuthenticated: true }) : new AuthorizationStep.Returned(SignOnRefusal.SignInRequired);
        }

        var profile = request.Scopes.Contains(SignOnScopes.Affiliation) ? await db.PersonProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == account.Id, ct) : null;
        if (request.Asks(Prompts.Consent) || request.Asks(Prompts.SelectAccount) || !await IsAgreedAsync(request, account, profile, ct))
        {
            return mayAsk ? new AuthorizationStep.Ask(client, account, profile) : new AuthorizationStep.Returned(SignOnRefusal.ConsentRequired);
        }

        return new AuthorizationStep.Go(client, account);
    }

    private async Task<Account?> AccountAsync(ClaimsPrincipal visitor, CancellationToken ct)
    {
        // A lock keeps guessers from trying passwords, not the owner from what they are signed in to.
        var stamp = visitor.SecurityStamp;
        return visitor.AccountId is { } id ? await AccountOf(db, id, stamp, ct) : null;
    }

    // Counted from when the request came: the person has as long as they like to sign in. auth_time has no fractions.
    private static bool IsFresh(AuthorizationRequest request, ClaimsPrincipal visitor)
    {
        if (!request.Asks(Prompts.Login) && request.MaxAge is null)
        {
            return true;
        }

        var longest = request.Asks(Prompts.Login) ? 0 : request.MaxAge!.Value;
        return visitor.AuthenticatedAt is { } at && at.ToUnixTimeSeconds() >= request.ReceivedAt.ToUnixTimeSeconds() - longest;
    }

    // To these words, and to everything there is to tell by now: what was entered since has not been shown yet.
    private async Task<bool> IsAgreedAsync(AuthorizationRequest request, Account account, PersonProfile? profile, CancellationToken ct)
    {
        var agreed = await ConsentOf(db, account.Id, request.ClientId, ct);
        return agreed is not null && !request.Scopes.Except(SignOnScopes.Read(agreed.Scopes)).Any()
            && !PersonClaims.Names(account, profile, request.Scopes).Except(agreed.Claims.Split(' ')).Any();
    }
}

/// <summary>What comes next for a request for authorization.</summary>
internal abstract record AuthorizationStep
{
    private AuthorizationStep()
    {
    }

    /// <summary>The person signs in first.</summary>
    /// <param name="Again">Although they are signed in.</param>
    public sealed record SignIn(bool Again) : AuthorizationStep;

    /// <summary>The person is asked.</summary>
    public sealed record Ask(Client Client, Account Account, PersonProfile? Profile) : AuthorizationStep;

    /// <summary>The client gets its code.</summary>
    public sealed record Go(Client Client, Account Account) : AuthorizationStep;

    /// <summary>The client is told why not.</summary>
    public sealed record Returned(SignOnRefusal Refusal) : AuthorizationStep;

    /// <summary>The person is told why not.</summary>
    public sealed record Shown(SignOnRefusal Refusal) : AuthorizationStep;
}
