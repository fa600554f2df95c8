using Agon.Portal.Accounts.SecondFactors;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>What this host itself can ask for before it lets somebody into an account, whatever others say about them.</summary>
public sealed class LocalWays
{
    private readonly UserManager<Account> _users;
    private readonly FactorKeys _factors;
    private readonly HalfSignIn _half;

    /// <summary>Made by the host's services.</summary>
    internal LocalWays(UserManager<Account> users, FactorKeys factors, HalfSignIn half) => (_users, _factors, _half) = (users, factors, half);

    /// <summary>Whether the account can be entered by something that only its owner and this host know: a password or a passkey.</summary>
    public async Task<bool> AnyAsync(Account account) => await _users.HasPasswordAsync(account) || (await _users.GetPasskeysAsync(account)).Count > 0;

    /// <summary>Whether a code is asked for beside the password.</summary>
    public Task<bool> NeedsCodeAsync(Account account, CancellationToken ct) => _factors.IsOnAsync(account.Id, ct);

    /// <summary>Lets somebody in once they gave the code, whom another host knows; says where the code is asked for.</summary>
    /// <param name="account">Whose code it must be.</param>
    /// <param name="returnUrl">Where they go after, as a path on this host.</param>
    public async Task<string> BeginWithCodeAsync(Account account, string returnUrl)
    {
        await _half.BeginAsync(account, staysSignedIn: false, isPasswordGiven: false);
        return AccountLinks.SignInCode(returnUrl);
    }
}
