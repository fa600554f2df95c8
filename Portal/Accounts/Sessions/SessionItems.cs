using Microsoft.AspNetCore.Authentication;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>What the cookie's properties say about its session; a refreshed cookie takes them over from the one before.</summary>
public static class SessionItems
{
    internal const string Session = "session";

    private const string Beside = "beside";

    extension(AuthenticationProperties properties)
    {
        /// <summary>The id of the session that a sign-in with these properties began or went on with; null before it.</summary>
        public string? SessionId => properties.Items.TryGetValue(Session, out var id) ? id : null;

        /// <summary>
        /// Adds to the host's context, given a session's id, what a sign-in with these properties saves together with a new session; of one
        /// that goes on nothing is saved. It is not kept in the cookie.
        /// </summary>
        public Action<string>? BesideSession
        {
            get => properties.GetParameter<Action<string>>(Beside);
            set => properties.SetParameter(Beside, value);
        }
    }
}
