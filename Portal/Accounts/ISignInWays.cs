using System.Security.Claims;
using Agon.Portal.Shell;

namespace Agon.Portal.Accounts;

/// <summary>The ways into a host beside its own passwords. A host registers its own, scoped; one that has none need not.</summary>
public interface ISignInWays
{
    /// <summary>The links that the sign-in page offers, in order; each leads to <paramref name="returnUrl"/> in the end.</summary>
    /// <param name="returnUrl">Where to go after.</param>
    /// <param name="visitor">Who is signed in and has to show anew who they are; null for a sign-in.</param>
    /// <param name="ct">Ends the work.</param>
    ValueTask<IReadOnlyList<SiteLink>> ListAsync(string returnUrl, ClaimsPrincipal? visitor, CancellationToken ct);

    /// <summary>Whether the person who is signed in showed by one of these, a short time ago, who they are, and the host takes that for this account.</summary>
    ValueTask<bool> HaveShownAsync(ClaimsPrincipal visitor, Account account, CancellationToken ct);

    /// <summary>Those that open this account, by name, each with the page on which its owner removes it.</summary>
    ValueTask<IReadOnlyList<SiteLink>> OfAsync(Guid account, CancellationToken ct);

    /// <summary>Where this visitor reads what is left to do once they are signed out here, as a path on this host; null if nothing is.</summary>
    ValueTask<string?> AfterSignOutAsync(ClaimsPrincipal visitor, CancellationToken ct);
}

/// <summary>Passwords only.</summary>
internal sealed class NoOtherWays : ISignInWays
{
    public ValueTask<IReadOnlyList<SiteLink>> ListAsync(string returnUrl, ClaimsPrincipal? visitor, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<SiteLink>>([]);

    public ValueTask<bool> HaveShownAsync(ClaimsPrincipal visitor, Account account, CancellationToken ct) => ValueTask.FromResult(false);

    public ValueTask<IReadOnlyList<SiteLink>> OfAsync(Guid account, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<SiteLink>>([]);

    public ValueTask<string?> AfterSignOutAsync(ClaimsPrincipal visitor, CancellationToken ct) => ValueTask.FromResult<string?>(null);
}
