namespace Agon.Federation.Contracts.Feed;

/// <summary>What reading a record came to.</summary>
public abstract record FeedReading
{
    private FeedReading()
    {
    }

    /// <summary>The record is one, for itself.</summary>
    /// <param name="Record">The record.</param>
    /// <param name="Fact">
    /// Its body, by its kind a <see cref="CompetitionCard"/>, <see cref="CompetitionActivity"/>, <see cref="PhaseStandings"/> or <see cref="StandingsEntry"/>;
    /// null if it is withdrawn.
    /// </param>
    public sealed record Accepted(FeedRecord Record, object? Fact) : FeedReading;

    /// <summary>The record is refused.</summary>
    /// <param name="Record">The record as far as it could be read.</param>
    /// <param name="Problem">Why.</param>
    /// <param name="Impossible">Which members can't be, if that is why.</param>
    public sealed record Refused(FeedRecord? Record, RecordProblem Problem, IReadOnlyList<ImpossibleFact> Impossible) : FeedReading;
}

/// <summary>Why a record is refused.</summary>
public enum RecordProblem
{
    /// <summary>It is no record: no JSON, a member missing or twice, numbers that are none, both or neither of a body and a withdrawal.</summary>
    Unreadable,

    /// <summary>This hub does not know the kind.</summary>
    KindUnknown,

    /// <summary>The key is not made as those of its kind are.</summary>
    KeyUnfit,

    /// <summary>The body is larger than 64 KiB.</summary>
    TooLarge,

    /// <summary>The digest is not that of the body.</summary>
    HashWrong,

    /// <summary>No key of the node signed this fact.</summary>
    SignatureWrong,

    /// <summary>The body is not what its kind holds.</summary>
    BodyUnreadable,

    /// <summary>The body holds values that can't be.</summary>
    Impossible,
}

/// <summary>Which member of a fact holds what can't be.</summary>
public enum ImpossibleFact
{
    /// <summary>A title is one line of visible characters: 1 to 256 of a competition, to 64 of standings.</summary>
    Title,

    /// <summary>The text is one line of up to 500 visible characters.</summary>
    Text,

    /// <summary>The address lies at the node.</summary>
    Address,

    /// <summary>The organizer is one line of 1 to 256 visible characters.</summary>
    Organizer,

    /// <summary>The institution is that too, or left out.</summary>
    Institution,

    /// <summary>The logo lies at the node and has a SHA-256.</summary>
    Logo,

    /// <summary>The tags are at most 20 different lines of 1 to 40 visible characters.</summary>
    Tags,

    /// <summary>The task types are at most 20 different words of small letters, digits and hyphens.</summary>
    TaskTypes,

    /// <summary>The modalities are that too.</summary>
    Modalities,

    /// <summary>The kinds of submission are that too.</summary>
    SubmissionKinds,

    /// <summary>The prize is one line of 1 to 256 visible characters, or left out.</summary>
    Prize,

    /// <summary>The language is a tag like <c>en</c> (BCP 47), or left out.</summary>
    Language,

    /// <summary>The rules lie at the node, or are left out.</summary>
    Rules,

    /// <summary>The hardware is one line of 1 to 256 visible characters, or left out.</summary>
    Hardware,

    /// <summary>The publication lies between 1990 and 2200.</summary>
    PublishedAt,

    /// <summary>
    /// The phases are 1 to 100 with different ids and names of one line; between 1990 and 2200 they follow each other, each ends after it starts, and only
    /// the last may have no end.
    /// </summary>
    Phases,

    /// <summary>The numbers are 0, or from 4 to a billion.</summary>
    Numbers,

    /// <summary>The day of the last submission lies between 1990 and 2200.</summary>
    LastSubmissionOn,

    /// <summary>The competition is an id.</summary>
    Competition,

    /// <summary>The columns are 1 to 50 with different keys and titles of one line, and 0 to 15 decimals.</summary>
    Columns,

    /// <summary>The metric is the key of a column.</summary>
    Metric,

    /// <summary>The scorers are 1 to 100 SHA-256.</summary>
    Scorers,

    /// <summary>The references are at most 100 SHA-256, or empty.</summary>
    References,

    /// <summary>The standings are those of the key.</summary>
    Standings,

    /// <summary>The subject is 1 to 255 visible ASCII characters, or left out.</summary>
    Subject,

    /// <summary>The name is one line of 1 to 80 visible characters, or left out.</summary>
    Name,

    /// <summary>The scores are at most 50 numbers by the keys of columns.</summary>
    Scores,

    /// <summary>The submission lies between 1990 and 2200.</summary>
    SubmittedAt,
}
