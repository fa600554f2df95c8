namespace Agon.Federation.Contracts.Feed;

/// <summary>
/// Digests of everything a node tells: the body of <c>POST</c> <see cref="Enrolment.FederationPaths.Inventory"/>. It holds for one sequence number
/// only, the hub's cursor. Facts lie in buckets by the first digits of <see cref="InventoryRules.HashOf"/>; tombstones are no facts.
/// </summary>
public sealed record FeedInventory
{
    /// <summary>The form this is written in.</summary>
    public const int Latest = 1;

    /// <summary>The largest inventory, in bytes.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The most digits that name a bucket.</summary>
    public const int MaxDepth = 3;

    /// <summary>The most facts.</summary>
    public const int MaxRecords = 100_000_000;

    /// <summary>The form this is written in, from 1; later ones only add members.</summary>
    public required int Version { get; init; }

    /// <summary>The sequence number up to which it has everything, and nothing after.</summary>
    public required long At { get; init; }

    /// <summary>The node's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How many digits name a bucket, from 1 to 3.</summary>
    public required int Depth { get; init; }

    /// <summary>How many facts there are.</summary>
    public required int Records { get; init; }

    /// <summary>The buckets that hold any, in the order of their names.</summary>
    public required IReadOnlyList<InventoryBucket> Buckets { get; init; }

    /// <summary>What lies in buckets the hub asked for.</summary>
    public IReadOnlyList<InventoryListing> Listings { get; init => field = value ?? []; } = [];
}

/// <summary>A bucket of an inventory.</summary>
/// <param name="Id">Its digits: small and hexadecimal.</param>
/// <param name="Count">How many facts it holds; at least one.</param>
/// <param name="Digest"><see cref="InventoryRules.DigestOf"/> them.</param>
public sealed record InventoryBucket(string Id, int Count, string Digest);

/// <summary>What a bucket holds.</summary>
/// <param name="Id">The bucket.</param>
/// <param name="Items">Its facts, in the order of <see cref="InventoryRules.Sorted"/>.</param>
public sealed record InventoryListing(string Id, IReadOnlyList<InventoryItem> Items);

/// <summary>A fact by its name and digest.</summary>
/// <param name="Kind">As in <see cref="FeedRecord.Kind"/>.</param>
/// <param name="Key">As in <see cref="FeedRecord.Key"/>.</param>
/// <param name="Revision">As in <see cref="FeedRecord.Revision"/>.</param>
/// <param name="Hash">As in <see cref="FeedRecord.Hash"/>.</param>
public sealed record InventoryItem(string Kind, string Key, long Revision, string Hash);

/// <summary>What the hub answers. An inventory that is not of the hub's cursor is answered with 409, <see cref="Problems.FeedGap"/> and the cursor.</summary>
public sealed record InventoryAnswer
{
    /// <summary>The hub's cursor.</summary>
    public required long Cursor { get; init; }

    /// <summary>The buckets to list in the next call, with the same inventory; none if the hub is done.</summary>
    public IReadOnlyList<string> List { get; init => field = value ?? []; } = [];

    /// <summary>What the hub does not have, or has otherwise: the node tells it again, under new numbers.</summary>
    public IReadOnlyList<InventoryTell> Tell { get; init => field = value ?? []; } = [];
}

/// <summary>Facts of a bucket that was listed.</summary>
/// <param name="Id">The bucket.</param>
/// <param name="Places">Where they stand in the listing, from 0.</param>
public sealed record InventoryTell(string Id, IReadOnlyList<int> Places);
