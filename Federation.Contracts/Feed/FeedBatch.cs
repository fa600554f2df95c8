using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Feed;

/// <summary>
/// A stretch of a node's feed: the body of <c>POST</c> <see cref="Enrolment.FederationPaths.Feed"/>. The feed is what a node tells of itself in
/// public, each fact once, as it is now, in the order of its latest change; so sequence numbers have gaps, and a batch says from where to where it goes.
/// </summary>
public sealed record FeedBatch
{
    /// <summary>The form this is written in.</summary>
    public const int Latest = 1;

    /// <summary>The most records of a batch.</summary>
    public const int MaxRecords = 500;

    /// <summary>The largest batch, in bytes.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The form this is written in, from 1; later ones only add members.</summary>
    public required int Version { get; init; }

    /// <summary>The sequence number up to which the hub has everything; 0 at the beginning.</summary>
    public required long After { get; init; }

    /// <summary>The sequence number up to which the hub has everything with this batch.</summary>
    public required long Through { get; init; }

    /// <summary>The newest sequence number there is.</summary>
    public required long Head { get; init; }

    /// <summary>The node's clock, by which the hub sees that it is off.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The records (<see cref="FeedRecord"/>) after <see cref="After"/>, in order; each is judged for itself.</summary>
    public required IReadOnlyList<RawJson> Records { get; init; }
}

/// <summary>What the hub answers to a batch it took. A batch that does not begin at the hub's cursor is answered with 409, <see cref="Problems.FeedGap"/> and the cursor.</summary>
public sealed record FeedAnswer
{
    /// <summary>The sequence number the next batch comes after.</summary>
    public required long Cursor { get; init; }

    /// <summary>What became of each record, in the order of the batch.</summary>
    public required IReadOnlyList<RecordResult> Results { get; init; }

    /// <summary>What else the hub asks for, in words of <see cref="HubRequests"/> and of later versions; a node passes over those it does not know.</summary>
    public IReadOnlyList<string> Requests { get; init => field = value ?? []; } = [];
}

/// <summary>What became of one record.</summary>
public sealed record RecordResult
{
    /// <summary>The longest detail, in characters.</summary>
    public const int DetailMaxLength = 500;

    /// <summary>The problem of a record that belongs to something the hub does not have. If the node tells that later, it tells this once more after it.</summary>
    public const string Orphan = "orphan";

    /// <summary>The record's number; null if it could not be read.</summary>
    public long? Sequence { get; init; }

    /// <summary>What became of it.</summary>
    public required RecordVerdict Verdict { get; init; }

    /// <summary>Why it is refused, in a word: a <see cref="RecordProblem"/>, or one of the hub's own.</summary>
    public string? Problem { get; init; }

    /// <summary>Why it is refused, in words for the node's operator.</summary>
    public string? Detail { get; init; }
}

/// <summary>What can become of a record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordVerdict>))]
public enum RecordVerdict
{
    /// <summary>The hub shows it so.</summary>
    Taken,

    /// <summary>The hub had it already.</summary>
    Unchanged,

    /// <summary>The hub does not take it, and shows what it had before, if anything.</summary>
    Refused,
}

/// <summary>What a hub asks of a node in its answers.</summary>
public static class HubRequests
{
    /// <summary>To send the digests of everything it tells.</summary>
    public const string Inventory = "inventory";

    /// <summary>To call by the feed, even if it has nothing new: the hub's cursor was set back.</summary>
    public const string Feed = "feed";
}
