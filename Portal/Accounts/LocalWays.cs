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

    /// <summary>Asks somebody whom another host knows for their code; says where. The right code signs nobody in: see <see cref="WasCodeGivenAsync"/>.</summary>
    /// <param name="account">Whose code it must be.</param>
    /// <param name="ticket">Which word of the other host it is that the code is added to.</param>
    /// <param name="goesOnAt">Where they go after, as a path on this host.</param>
    public async Task<string> BeginWithCodeAsync(Account account, string ticket, string goesOnAt)
    {
        await _half.BeginAsync(account, new OthersWord(ticket, goesOnAt));
        return AccountLinks.SignInCode(goesOnAt);
    }

    /// <summary>Whether the code was given in this browser for that word, a short time ago. Whoever asks lets them in, or nobody does.</summary>
    /// <param name="account">Whose code it must be.</param>
    /// <param name="ticket">Which word.</param>
    public async Task<bool> WasCodeGivenAsync(Account account, string ticket) =>
        await _half.ReadAsync() is { IsCodeGiven: true, Word: { } word } half && half.Account.Id == account.Id && word.Ticket == ticket;

    /// <summary>Forgets in this browser that a code is owed or was given.</summary>
    public Task ForgetCodeAsync() => _half.EndAsync();
}
