using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Agon.Federation.Contracts.Feed;

/// <summary>How both sides put facts into buckets and digest them, and what an inventory can't say.</summary>
public static class InventoryRules
{
    /// <summary>By whose first digits a fact lies in a bucket: SHA-256 of its kind, a slash and its key.</summary>
    public static string HashOf(string kind, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{key}")));

    /// <summary>The bucket of a fact.</summary>
    public static string BucketOf(string kind, string key, int depth) => HashOf(kind, key)[..depth];

    /// <summary>The order in which a bucket is digested and listed: by kind, then by key, as bytes.</summary>
    public static IReadOnlyList<InventoryItem> Sorted(IEnumerable<InventoryItem> items) =>
        [.. items.OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Key, StringComparer.Ordinal)];

    /// <summary>SHA-256 of a line for each, in order: kind, key, revision and hash with spaces between, and a line feed.</summary>
    public static string DigestOf(IReadOnlyList<InventoryItem> sorted)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in sorted)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{item.Kind} {item.Key} {item.Revision} {item.Hash}\n")));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>Facts by their buckets, each sorted.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<InventoryItem>> Buckets(IEnumerable<InventoryItem> items, int depth) =>
        items.GroupBy(i => BucketOf(i.Kind, i.Key, depth)).ToDictionary(g => g.Key, Sorted);

    /// <summary>Whether an inventory can be: its numbers, its buckets, and that what it lists is what it counts.</summary>
    public static bool IsPossible(FeedInventory inventory) =>
        inventory is { Version: > 0, At: >= 0, Depth: >= 1 and <= FeedInventory.MaxDepth, Records: >= 0 and <= FeedInventory.MaxRecords }
        && AreBuckets(inventory) && AreListings(inventory);

    private static bool AreBuckets(FeedInventory inventory) =>
        inventory.Buckets.All(b => b is not null && b.Id.Length == inventory.Depth && b.Id.All(char.IsAsciiHexDigitLower) && b.Count > 0 && PlainText.IsSha256(b.Digest))
        && inventory.Buckets.Zip(inventory.Buckets.Skip(1)).All(p => string.CompareOrdinal(p.First.Id, p.Second.Id) < 0)
        && inventory.Buckets.Sum(b => (long)b.Count) == inventory.Records;

    private static bool AreListings(FeedInventory inventory)
    {
        var buckets = inventory.Buckets.ToDictionary(b => b.Id);
        return inventory.Listings.All(l => l is not null && buckets.TryGetValue(l.Id, out var bucket) && IsListing(l, bucket, inventory))
            && inventory.Listings.Select(l => l.Id).Distinct(StringComparer.Ordinal).Count() == inventory.Listings.Count;
    }

    private static bool IsListing(InventoryListing listing, InventoryBucket bucket, FeedInventory inventory) =>
        listing.Items.Count == bucket.Count && listing.Items.All(i => IsItem(i, inventory) && BucketOf(i.Kind, i.Key, inventory.Depth) == bucket.Id)
        && listing.Items.Zip(listing.Items.Skip(1)).All(p => IsBefore(p.First, p.Second))
        && DigestOf(listing.Items) == bucket.Digest;

    // Of kinds that later versions know too.
    private static bool IsItem(InventoryItem? item, FeedInventory inventory) =>
        item is not null && PlainText.IsWord(item.Kind, CompetitionCard.WordMaxLength) && PlainText.IsSha256(item.Hash) && item.Revision > 0 && item.Revision <= inventory.At
        && item.Key.Length is > 0 and <= FeedRecord.KeyMaxLength && item.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '/');

    private static bool IsBefore(InventoryItem first, InventoryItem second) =>
        string.CompareOrdinal(first.Kind, second.Kind) is var byKind && (byKind < 0 || (byKind == 0 && string.CompareOrdinal(first.Key, second.Key) < 0));
}
