namespace Agon.Portal.Accounts;

/// <summary>What a host notes of sign-ins that failed. It costs the same for an account and for none.</summary>
public interface ISignInWatch
{
    /// <summary>Notes that a password was wrong, or tried on a locked account.</summary>
    /// <param name="account">Whose it would have been; null if there is no such account.</param>
    /// <param name="ct">Ends the work.</param>
    Task NoteFailureAsync(Guid? account, CancellationToken ct);
}
