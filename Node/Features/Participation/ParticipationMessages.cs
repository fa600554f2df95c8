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

    public const string MadeItStays = "Who made the competition stays its organizer.";
    public const string NoSuchAccount = "Nobody here has this address, or has confirmed it. Ask them to register and to open the link in the mail they get.";
    public const string TooManyAddresses = "At most 5000 addresses are possible. Leave some out, or let people join without approval.";
    public const string LetInSaved = "The addresses are saved: whoever joins with one of them takes part at once.";
    public const string LinkMade = "The link works from now on. Whoever has it sees the draft and may take part.";
    public const string LinkGone = "The link leads nowhere any more. Whoever took part by it does not see the draft until it is public.";

    public static string NoAddresses(IReadOnlyList<string> lines) => lines.Count > 3
        ? $"{lines.Count} of these are no e-mail addresses; the first is “{Short(lines[0])}”."
        : $"These are no e-mail addresses: {string.Join(", ", lines.Select(l => $"“{Short(l)}”"))}.";

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    public static string StateIs(ParticipantState state) => state switch
    {
        ParticipantState.Approved => "You take part.",
        ParticipantState.Denied => "An organizer denied your request. Ask them if you think that is a mistake.",
        _ => "Your request waits for an organizer. You get a mail when they have decided.",
    };
}
