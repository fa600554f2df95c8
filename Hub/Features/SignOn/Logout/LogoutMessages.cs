namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>What people read when another site signs them out here.</summary>
internal static class LogoutMessages
{
    public const string Asked = "Sign out?";
    public const string CanNot = "You can't be signed out in this way";
    public const string NothingHappened = "The site that sent you here asked in a way the hub can't follow, so nothing happened. You can sign out yourself with the button at the top of any page.";
    public const string SignedOut = "You are signed out.";
    public const string StaysSignedIn = "You are still signed in.";
}
