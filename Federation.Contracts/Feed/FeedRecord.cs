using System.Security.Cryptography;
using System.Text;

namespace Agon.Federation.Contracts.Feed;

/// <summary>One public fact of a node, as it is now, or that it is no more.</summary>
public sealed record FeedRecord
{
    /// <summary>The longest body, in bytes.</summary>
    public const int MaxBodyBytes = 65_536;

    /// <summary>The longest key, in characters.</summary>
    public const int KeyMaxLength = 100;

    /// <summary>Its place in the feed: larger than that of everything changed before.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it is about: a word of <see cref="RecordKinds"/>, or of later versions.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one of its kind at this node; small letters, digits, hyphens and slashes.</summary>
    public required string Key { get; init; }

    /// <summary>Larger with every change of the fact: an older one never replaces a newer one.</summary>
    public required long Revision { get; init; }

    /// <summary>The form its body is written in, from 1; later ones only add members.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the body's UTF-8 text, in small hexadecimal digits; of no bytes if there is no body.</summary>
    public required string Hash { get; init; }

    /// <summary>The fact; null if there is none (any more).</summary>
    public RawJson? Body { get; init; }

    /// <summary>Why there is none any more: a word of <see cref="Withdrawals"/>, or of later versions.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>For <see cref="RecordKinds.IsSigned">signed kinds</see>: a token of the kind <see cref="FeedTokens.Fact"/> that vouches for it.</summary>
    public string? Signature { get; init; }

    /// <summary>The digest of a body.</summary>
    public static string HashOf(RawJson? body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body?.Text ?? "")));
}

/// <summary>What records are about, and how their keys are made.</summary>
public static class RecordKinds
{
    /// <summary>A <see cref="CompetitionCard"/>, by the competition's id. Withdrawn, everything of the competition goes with it.</summary>
    public const string Competition = "competition";

    /// <summary>A <see cref="CompetitionActivity"/>, by the competition's id.</summary>
    public const string Activity = "activity";

    /// <summary>A <see cref="PhaseStandings"/>, by the phase's id. Withdrawn, its entries go with it.</summary>
    public const string Standings = "standings";

    /// <summary>A <see cref="StandingsEntry"/>, by the phase's id, a slash and the entry's id.</summary>
    public const string Entry = "entry";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Competition, Activity, Standings, Entry];

    /// <summary>Whether a record of the kind carries a signature: what people are ranked by does.</summary>
    public static bool IsSigned(string kind) => kind is Standings or Entry;

    /// <summary>The key of a competition, its activity, or a phase's standings.</summary>
    public static string Key(Guid id) => $"{id:D}";

    /// <summary>The key of an entry.</summary>
    public static string Key(Guid phase, Guid entry) => $"{phase:D}/{entry:D}";
}

/// <summary>Why a fact is no more.</summary>
public static class Withdrawals
{
    /// <summary>The organizer took the competition, or its standings, out of the hub's sight.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>The competition is not public any more.</summary>
    public const string Unpublished = "unpublished";

    /// <summary>It was deleted at the node.</summary>
    public const string Deleted = "deleted";

    /// <summary>No node's word but the hub's: the node does not tell it any more, and never said why. Found by comparing inventories.</summary>
    public const string Missing = "missing";
}
