namespace Agon.Portal.Accounts.Sessions;

/// <summary>The numbers of sessions.</summary>
public static class SessionRules
{
    /// <summary>How exactly it is known when a session was last used.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>How long another process of the same host takes a session for alive that was ended meanwhile; the one that ended it knows at once.</summary>
    public static readonly TimeSpan Trusted = TimeSpan.FromSeconds(3);

    /// <summary>How long the notes of ended sessions are kept.</summary>
    public static readonly TimeSpan NotesKept = TimeSpan.FromDays(30);
}
