using System.Diagnostics;
using System.Globalization;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What nodes, and curators who look after them, are told about the feed.</summary>
internal static class IntakeMessages
{
    public const string NothingYet = "It has told nothing yet. A node of this version tells of its competitions within seconds; one of an earlier version can't.";
    public const string NoProblems = "Nothing is refused.";
    public const string NoChanges = "It has changed nothing of what it had told.";
    public const string AboutChanges = "What the node told otherwise of competitions the hub already had, withdrawals among it. New competitions, numbers and standings are not here; what curators corrected stands whatever the node says.";
    public const string AboutReplay = "The node tells again what came after a number, with its next call. What the hub has as it is stays; what it lost or refused is judged anew.";

    public static string Sentence(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Replayed => "The node tells it again with its next call.",
        ReplayOutcome.NotBack => "Give a number from 0 that is smaller than the one the hub has everything up to.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Replayed(long before, long after) => string.Create(CultureInfo.InvariantCulture, $"From number {before} back to {after}.");

    public static string Words(CardChange change) => change.Kind switch
    {
        CardChangeKind.Changed => "changed",
        CardChangeKind.Withdrawn => $"withdrawn: {change.Reason}",
        CardChangeKind.Returned => "listed again",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Member(string member) => member switch
    {
        nameof(Listing.TaskTypes) => "Task",
        nameof(Listing.Modalities) => "Data",
        nameof(Listing.SubmissionKinds) => "You send",
        nameof(Listing.RulesAddress) => "Rules",
        nameof(Listing.LogoSha256) => "Logo",
        nameof(Listing.IsConfidential) => "Confidential data",
        nameof(Listing.NeedsApproval) => "Participants are approved",
        nameof(Listing.PublishedAt) => "Published",
        var other => other,
    };

    public static string Value(string value) => value.Length == 0 ? "nothing" : value;

    public static string Lag(FeedCursor cursor) => cursor.Lag == 0 ? "nothing the hub knows of" : $"{Counts.Of(cursor.Lag, "change")} at most";

    public static string Skew(FeedCursor cursor) => cursor.SkewSeconds switch
    {
        > -60 and < 60 => "goes with the hub's",
        var seconds => $"{Durations.Words(TimeSpan.FromSeconds(seconds))} {(seconds > 0 ? "ahead of" : "behind")} the hub's, which alone says what is open",
    };

    public static string Sentence(BatchRefusal refusal) => refusal switch
    {
        BatchRefusal.Unreadable => "This is not a batch of a feed: JSON with the members of this version.",
        BatchRefusal.TooLarge => "A batch has at most 2 MiB. Send fewer records at once.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.NotAMember(var state, var reason) => NodesMessages.Sentence(new ReportOutcome.NotAMember(state, reason)),
        BatchOutcome.Impossible => "A batch has a version from 1, goes from after 0 or more to a through that is not smaller, and a head that is not smaller than that, and has at most 500 records.",
        BatchOutcome.Busy => "The hub takes batches of many nodes just now. Send it again in a while.",
        BatchOutcome.Gap(var cursor) => $"The hub has everything up to {cursor}. Go on from there.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(IntakeRefusal refusal) => refusal switch
    {
        IntakeRefusal.OutOfOrder => "The record's number is not after the one before it, or not in the stretch the batch tells.",
        IntakeRefusal.RevisionOld => "The hub has a newer revision of this, or something else under the same revision.",
        IntakeRefusal.Orphan => "The hub does not have what this belongs to: the competition, or the standings. Perhaps that was refused.",
        IntakeRefusal.OtherCompetition => "These are standings of another competition. Withdraw them there first.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(RecordProblem problem, IReadOnlyList<ImpossibleFact> impossible) => problem switch
    {
        RecordProblem.Unreadable => "This is no record: JSON with each member once, positive numbers, and either a body or a withdrawal.",
        RecordProblem.KindUnknown => "This hub does not know the kind.",
        RecordProblem.KeyUnfit => "The key is not made as those of its kind are.",
        RecordProblem.TooLarge => "The body is larger than 64 KiB.",
        RecordProblem.HashWrong => "The digest is not that of the body.",
        RecordProblem.SignatureWrong => "No key the hub knows the node by signed this fact.",
        RecordProblem.BodyUnreadable => "The body is not what its kind holds.",
        RecordProblem.Impossible => Cut(string.Join(' ', impossible.Select(Sentence))),
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(ImpossibleFact fact) => fact switch
    {
        ImpossibleFact.Title => "A title is one line of visible characters: 1 to 256 of a competition, to 64 of standings.",
        ImpossibleFact.Text => "The text is one line of up to 500 visible characters.",
        ImpossibleFact.Address => "The address lies at the node.",
        ImpossibleFact.Organizer => "The organizer is one line of 1 to 256 visible characters.",
        ImpossibleFact.Institution => "The institution is one line of 1 to 256 visible characters, or left out.",
        ImpossibleFact.Logo => "The logo lies at the node and has a SHA-256.",
        ImpossibleFact.Tags => "The tags are at most 20 different lines of 1 to 40 visible characters.",
        ImpossibleFact.TaskTypes => "The task types are at most 20 different words of small letters, digits and hyphens.",
        ImpossibleFact.Modalities => "The modalities are at most 20 different words of small letters, digits and hyphens.",
        ImpossibleFact.SubmissionKinds => "The kinds of submission are at most 20 different words of small letters, digits and hyphens.",
        ImpossibleFact.Prize => "The prize is one line of 1 to 256 visible characters, or left out.",
        ImpossibleFact.Language => "The language is a tag like en (BCP 47), or left out.",
        ImpossibleFact.Rules => "The rules lie at the node, or are left out.",
        ImpossibleFact.Hardware => "The hardware is one line of 1 to 256 visible characters, or left out.",
        ImpossibleFact.PublishedAt => "The publication lies between 1990 and 2200.",
        ImpossibleFact.Phases => "The phases are 1 to 100 with different ids and names of one line; between 1990 and 2200 they follow each other, each ends after it starts, and only the last may have no end.",
        ImpossibleFact.Numbers => "The numbers are 0, or from 4 to a billion.",
        ImpossibleFact.LastSubmissionOn => "The day of the last submission lies between 1990 and 2200.",
        ImpossibleFact.Competition => "The competition is an id.",
        ImpossibleFact.Columns => "The columns are 1 to 50 with different keys and titles of one line, and 0 to 15 decimals.",
        ImpossibleFact.Metric => "The metric is the key of a column.",
        ImpossibleFact.Scorers => "The scorers are 1 to 100 SHA-256.",
        ImpossibleFact.References => "The references are at most 100 SHA-256, or empty.",
        ImpossibleFact.Standings => "The standings are those of the key.",
        ImpossibleFact.Subject => "The subject is 1 to 255 visible ASCII characters, or left out.",
        ImpossibleFact.Name => "The name is one line of 1 to 80 visible characters, or left out.",
        ImpossibleFact.Scores => "The scores are at most 50 numbers by the keys of columns.",
        ImpossibleFact.SubmittedAt => "The submission lies between 1990 and 2200.",
        var other => throw new UnreachableException($"{other}"),
    };

    private static string Cut(string text) => text.Length <= RecordResult.DetailMaxLength ? text : text[..(RecordResult.DetailMaxLength - 1)] + "…";
}
