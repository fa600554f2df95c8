namespace Agon.Portal.Accounts;

/// <summary>What a host notes of tries that failed and of what changed in an account. It costs the same for an account and for none.</summary>
public interface ISignInWatch
{
    /// <summary>Notes that a try failed, or was made on a locked account.</summary>
    /// <param name="account">Whose it would have been; null if there is no such account.</param>
    /// <param name="tried">What was tried.</param>
    /// <param name="ct">Ends the work.</param>
    Task NoteFailureAsync(Guid? account, FailedTry tried, CancellationToken ct);

    /// <summary>Notes what changed, in the caller's transaction.</summary>
    /// <param name="account">Whose account.</param>
    /// <param name="change">What changed.</param>
    /// <param name="ct">Ends the work.</param>
    Task NoteChangeAsync(Guid account, AccountChange change, CancellationToken ct);
}

/// <summary>What somebody tried who got no further.</summary>
public enum FailedTry
{
    /// <summary>A password, at sign-in.</summary>
    Password,

    /// <summary>The password again, for something that asks for it.</summary>
    PasswordAgain,

    /// <summary>A code of the second step.</summary>
    Code,

    /// <summary>A passkey.</summary>
    Passkey,
}

/// <summary>What changes how one gets into an account. Passkeys are rows of their own.</summary>
public enum AccountChange
{
    /// <summary>Another password, by one who knew the one before.</summary>
    PasswordChanged,

    /// <summary>Another password, by a mailed link.</summary>
    PasswordReset,

    /// <summary>A code is asked for from now on.</summary>
    SecondStepOn,

    /// <summary>No code is asked for any more.</summary>
    SecondStepOff,
}

/// <summary>All who watch.</summary>
internal sealed class SignInWatches(IEnumerable<ISignInWatch> watches)
{
    public async Task NoteFailureAsync(Guid? account, FailedTry tried, CancellationToken ct)
    {
        foreach (var watch in watches)
        {
            await watch.NoteFailureAsync(account, tried, ct);
        }
    }

    public async Task NoteChangeAsync(Guid account, AccountChange change, CancellationToken ct)
    {
        foreach (var watch in watches)
        {
            await watch.NoteChangeAsync(account, change, ct);
        }
    }
}
