using Agon.Federation.Contracts.Feed;

namespace Agon.Federation.Contracts.Tests.Feed;

public sealed class InventoryRulesTests
{
    private static readonly FeedInventory Good = Samples.Inventory;

    public static TheoryData<string, FeedInventory> ThatCanNotBe => new()
    {
        { "version", Good with { Version = 0 } },
        { "a number before the first", Good with { At = -1 } },
        { "no digits", Good with { Depth = 0 } },
        { "too many digits", Good with { Depth = 4 } },
        { "negative", Good with { Records = -1, Buckets = [], Listings = [] } },
        { "counted wrong", Good with { Records = 2 } },
        { "too many", Good with { Records = int.MaxValue, Buckets = [Good.Buckets[0] with { Count = int.MaxValue }], Listings = [] } },
        { "a sum beyond counting", Good with { Records = -2, Buckets = [.. Enumerable.Range(0, 2).Select(i => new InventoryBucket($"0{i}", int.MaxValue, Samples.Sha))], Listings = [] } },
        { "an empty bucket", Good with { Records = 0, Buckets = [Good.Buckets[0] with { Count = 0 }], Listings = [] } },
        { "no bucket", Good with { Buckets = [null!] } },
        { "a bucket of other digits", Good with { Depth = 1 } },
        { "a bucket that is none", Good with { Buckets = [Good.Buckets[0] with { Id = "zz" }], Listings = [] } },
        { "no digest", Good with { Buckets = [Good.Buckets[0] with { Digest = "x" }], Listings = [] } },
        { "the same twice", Good with { Records = 2, Buckets = [Good.Buckets[0], Good.Buckets[0]], Listings = [] } },
        { "a listing of no bucket", Good with { Listings = [Good.Listings[0] with { Id = "00" }] } },
        { "a listing twice", Good with { Listings = [Good.Listings[0], Good.Listings[0]] } },
        { "a listing that is shorter", Good with { Listings = [Good.Listings[0] with { Items = [] }] } },
        { "a listing of something else", Listing(Samples.Item with { Hash = new string('b', 64) }) },
        { "a revision of the future", Resealed(Samples.Item with { Revision = 10 }) },
        { "a revision before the first", Resealed(Samples.Item with { Revision = 0 }) },
        { "a key with markup", Resealed(Samples.Item with { Key = "<b>" }) },
        { "no item", Good with { Listings = [Good.Listings[0] with { Items = [null!] }] } },
    };

    [Fact]
    public void one_that_can_be_is_one() => InventoryRules.IsPossible(Good).ShouldBeTrue();

    [Fact]
    public void a_kind_of_a_later_version_can_be() => InventoryRules.IsPossible(Resealed(Samples.Item with { Kind = "later" })).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(ThatCanNotBe))]
    public void one_that_can_not_be_is_none(string why, FeedInventory inventory) => InventoryRules.IsPossible(inventory).ShouldBeFalse(why);

    [Fact]
    public void order_and_bucket_do_not_depend_on_who_asks()
    {
        InventoryItem[] items = [.. Enumerable.Range(0, 300).Select(i => new InventoryItem(RecordKinds.All[i % 4], $"{i}", i + 1, Samples.Sha))];

        var (one, other) = (InventoryRules.Buckets(items, 1), InventoryRules.Buckets(items.Reverse(), 1));

        one.Count.ShouldBe(16);
        one.ShouldAllBe(b => InventoryRules.DigestOf(b.Value) == InventoryRules.DigestOf(other[b.Key]));
    }

    private static FeedInventory Listing(InventoryItem item) => Good with { Listings = [Good.Listings[0] with { Items = [item] }] };

    // Counted and digested as it should be.
    private static FeedInventory Resealed(InventoryItem item)
    {
        var bucket = InventoryRules.BucketOf(item.Kind, item.Key, 2);
        return Good with { Buckets = [new InventoryBucket(bucket, 1, InventoryRules.DigestOf([item]))], Listings = [new InventoryListing(bucket, [item])] };
    }
}
