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
    private static readonly Func<HubDb, Guid, string?, string, CancellationToken, Task<Person?>> PersonOf = ReadyQuery.Of((HubDb db, Guid id, string? stamp, string client, CancellationToken _) => (
        from account in db.Users.AsNoTracking()
        join consent in db.Consents.AsNoTracking().Where(c => c.ClientId == client) on account.Id equals consent.AccountId into given
        from consent in given.DefaultIfEmpty()
        where account.Id == id && account.SecurityStamp == stamp
        select new Person(account, consent)).SingleOrDefault());

    /// <param name="client">Who asks, if that was looked up just now; otherwise minutes may have passed since the request was checked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="visitor">Who is at the browser.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<AuthorizationStep> ExecuteAsync(Client? client, AuthorizationRequest request, ClaimsPrincipal visitor, CancellationToken ct)
    {
        client ??= await Client.FindAsync(db, request.ClientId, ct);
        if (client is null)
        {
            return new AuthorizationStep.Shown(SignOnRefusal.ClientUnknown);
        }

        if (CheckRequest.WrongAddress(client, request.RedirectUri) is { } wrong)
        {
            return new AuthorizationStep.Shown(wrong);
        }

        var mayAsk = !request.Asks(Prompts.None);
        if (await PersonAsync(visitor, request, ct) is not (var account, var consent) || !IsFresh(request, visitor))
        {
            return mayAsk ? new AuthorizationStep.SignIn(visitor.Identity is { IsAuthenticated: true }) : new AuthorizationStep.Returned(SignOnRefusal.SignInRequired);
        }

        var profile = request.Scopes.Contains(SignOnScopes.Affiliation) ? await db.PersonProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == account.Id, ct) : null;
        if (request.Asks(Prompts.Consent) || request.Asks(Prompts.SelectAccount) || !IsAgreed(consent, request, account, profile))
        {
            return mayAsk ? new AuthorizationStep.Ask(client, account, profile) : new AuthorizationStep.Returned(SignOnRefusal.ConsentRequired);
        }

        return new AuthorizationStep.Go(client, account);
    }

    private async Task<Person?> PersonAsync(ClaimsPrincipal visitor, AuthorizationRequest request, CancellationToken ct)
    {
        // A lock keeps guessers from trying passwords, not the owner from what they are signed in to.
        var stamp = visitor.SecurityStamp;
        return visitor.AccountId is { } id ? await PersonOf(db, id, stamp, request.ClientId, ct) : null;
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
    private static bool IsAgreed(Consent? agreed, AuthorizationRequest request, Account account, PersonProfile? profile) =>
        agreed is not null && !request.Scopes.Except(SignOnScopes.Read(agreed.Scopes)).Any()
        && !PersonClaims.Names(account, profile, request.Scopes).Except(agreed.Claims.Split(' ')).Any();

    private sealed record Person(Account Account, Consent? Consent);
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
