namespace Agon.Portal.Accounts.Sessions;

/// <summary>What else a host writes when a session ends, in the same transaction.</summary>
public interface ISessionEnding
{
    /// <summary>Adds to the context or changes rows; the caller saves and commits.</summary>
    /// <param name="ended">The note of the session that ends.</param>
    /// <param name="ct">Ends the work.</param>
    Task NoteAsync(EndedSession ended, CancellationToken ct);
}
