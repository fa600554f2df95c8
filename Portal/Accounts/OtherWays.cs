using Agon.Portal.Accounts.Passkeys;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>What opens an account beside its password: whoever takes it back by a new one has to know, for it may be somebody else's.</summary>
internal sealed class OtherWays(UserManager<Account> users, KeepPasskeys passkeys, ISignInWays ways)
{
    /// <summary>Their names, each with the page on which it is removed.</summary>
    public async Task<IReadOnlyList<SiteLink>> OfAsync(Guid id, CancellationToken ct) => await users.FindByIdAsync($"{id}") is { } account
        ? [.. await ways.OfAsync(id, ct), .. (await passkeys.ListAsync(account)).Select(p => new SiteLink($"the passkey “{p.Name}”", AccountLinks.Passkeys))]
        : [];
}
