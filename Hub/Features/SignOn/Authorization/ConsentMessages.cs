using Agon.Hub.Features.Accounts;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>What people read between a node and their account.</summary>
internal static class ConsentMessages
{
    public const string CanNotGoOn = "You can't be signed in this way";
    public const string NothingWasSent = "The site that sent you here asked for something the hub can't do, so nothing about you was sent. Go back and try again; if it stays, tell the people who run that site what stands below.";

    private const string NotSaid = "not entered";

    /// <summary>What the page of sites says after one was taken back.</summary>
    public static string TakenBack(string name) => $"{name} can't see anything of yours here any more.";

    /// <summary>What a client sees of this person with a scope: the very words and values.</summary>
    public static string Sees(string scope, Account account, PersonProfile? profile) => scope switch
    {
        SignOnScopes.OpenId => "That it is you: by a number that stands for you there and nowhere else.",
        SignOnScopes.Profile => $"Your name: {account.DisplayName}",
        SignOnScopes.Email => $"Your e-mail address: {account.Email}",
        SignOnScopes.Affiliation => $"Your institution: {profile?.Affiliation ?? NotSaid}. Your ORCID iD: {profile?.Orcid ?? NotSaid}.",
        SignOnScopes.OfflineAccess => "The same again later, when you are not there, until you take it back.",
        _ => scope,
    };

    /// <summary>The same, without the values.</summary>
    public static string Sees(string scope) => scope switch
    {
        SignOnScopes.OpenId => "that it is you",
        SignOnScopes.Profile => "your name",
        SignOnScopes.Email => "your e-mail address",
        SignOnScopes.Affiliation => "your institution and ORCID iD",
        SignOnScopes.OfflineAccess => "the same again while you are away",
        _ => scope,
    };
}
