namespace Agon.Node.Features.Participation;

/// <summary>What the rules of taking part say to people.</summary>
internal static class ParticipationMessages
{
    public const string TermsNotAccepted = "Accept the rules to take part.";
    public const string TermsChanged = "The rules were changed while you read them. Read them again, then accept them.";
    public const string AddressNotConfirmed = "Confirm your e-mail address first: open the link in the mail we sent you.";
    public const string Closed = "Every phase of this competition is over, so nobody can join any more. Its pages and its leaderboard stay open to read.";
    public const string NotPublished = "This competition is still a draft. People can join once it is public.";
    public const string NoPart = "You have no part in this competition yet. To ask for one, POST {\"acceptTerms\": true} to this address.";
    public const string OrganizersStay = "Organizers take part by being organizers; they can't be approved or denied.";

    public static string StateIs(ParticipantState state) => state switch
    {
        ParticipantState.Approved => "You take part.",
        ParticipantState.Denied => "An organizer denied your request. Ask them if you think that is a mistake.",
        _ => "Your request waits for an organizer. You get a mail when they have decided.",
    };
}
