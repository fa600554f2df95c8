using Agon.Hub.Features.Accounts;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>What people read between a node and their account.</summary>
internal static class ConsentMessages
{
    public const string CanNotGoOn = "You can't be signed in this way";
    public const string NothingWasSent = "The site that sent you here asked for something the hub can't do, so nothing about you was sent. Go back and try again; if it stays, tell the people who run that site what stands below.";

    private const string NotSaid = "not entered";
    private const string AskedAgain = "If you enter more later, you are asked again before it is shown.";

    /// <summary>What the page of sites says after one was taken back.</summary>
    public static string TakenBack(string name) => $"{name} can't see anything of yours here any more.";

    /// <summary>What a client sees of this person with a scope: the very words and values.</summary>
    public static string Sees(string scope, Account account, PersonProfile? profile) => scope switch
    {
        SignOnScopes.OpenId => "That it is you: by a number that stands for you there and nowhere else. When and how you signed in to this hub, and when your session here ends.",
        SignOnScopes.Profile => $"Your name: {account.DisplayName}",
        SignOnScopes.Email => $"Your e-mail address: {account.Email}, and that you confirmed it.",
        SignOnScopes.Affiliation => $"Your institution: {profile?.Affiliation ?? NotSaid}. Your ORCID iD: {profile?.Orcid ?? NotSaid}.{(profile is { Affiliation: not null, Orcid: not null } ? "" : " " + AskedAgain)}",
        SignOnScopes.OfflineAccess => "The same again later, when you are not there, until you take it back.",
        _ => scope,
    };

    /// <summary>The same, without the values: of the claims that the person agreed to; null if that is nothing.</summary>
    public static string? Sees(string scope, IReadOnlyList<string> claims) => scope switch
    {
        SignOnScopes.OpenId => "that it is you, when and how you sign in here, when your session ends",
        SignOnScopes.Profile => "your name",
        SignOnScopes.Email => "your e-mail address",
        SignOnScopes.Affiliation => (claims.Contains("affiliation"), claims.Contains("orcid")) switch
        {
            (true, true) => "your institution and ORCID iD",
            (true, false) => "your institution",
            (false, true) => "your ORCID iD",
            _ => null,
        },
        SignOnScopes.OfflineAccess => "the same again while you are away",
        _ => scope,
    };
}
