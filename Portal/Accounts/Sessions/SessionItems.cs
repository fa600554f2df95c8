using Microsoft.AspNetCore.Authentication;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>What the cookie's properties say about its session; a refreshed cookie takes them over from the one before.</summary>
public static class SessionItems
{
    internal const string Session = "session";

    extension(AuthenticationProperties properties)
    {
        /// <summary>The id of the session that a sign-in with these properties began or went on with; null before it.</summary>
        public string? SessionId => properties.Items.TryGetValue(Session, out var id) ? id : null;
    }
}
