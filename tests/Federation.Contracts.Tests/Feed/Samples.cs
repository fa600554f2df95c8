using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Feed;

/// <summary>One value for each golden file: what stands in the file of that name.</summary>
internal static class Samples
{
    public const string Address = "https://alpha.example.org";
    public static readonly string Sha = new('a', 64);
    public static readonly string Seeds = "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
    public static readonly string Phase = "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c";
    public static readonly string EntryKey = $"{Phase}/0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5d";

    public static readonly CompetitionCard Card = new()
    {
        Title = "Wheat seeds",
        Text = "Tell three varieties of wheat apart.",
        Address = $"{Address}/competitions/wheat-seeds",
        Organizer = "Ada Lovelace",
        Institution = "University of Alpha",
        Logo = new CardLogo($"{Address}/competitions/wheat-seeds/logo", Sha),
        Tags = ["beginners"],
        TaskTypes = ["classification"],
        Modalities = ["tabular"],
        SubmissionKinds = [SubmissionKinds.Results],
        Prize = "€ 500",
        Language = "en",
        Rules = $"{Address}/competitions/wheat-seeds/rules",
        Hardware = "2 processors, 4 GB",
        IsConfidential = true,
        NeedsApproval = true,
        PublishedAt = Day(1),
        Phases =
        [
            new() { Id = Phase, Name = "Development", StartsAt = Day(2), EndsAt = Day(20) },
            new() { Id = Seeds, Name = "Final", StartsAt = Day(20) },
        ],
    };

    public static readonly CompetitionActivity Activity = new() { Participants = 12, Submissions = 4, LastSubmissionOn = new DateOnly(2026, 11, 3) };

    public static readonly PhaseStandings Standings = new()
    {
        Competition = Seeds,
        Title = "Results",
        Columns = [new() { Key = "accuracy", Title = "Accuracy", IsSmallerBetter = false, Precision = 3 }, new() { Key = "time", Title = "Time", IsSmallerBetter = true }],
        Metric = "accuracy",
        Scorers = [Sha],
        References = [Sha],
    };

    public static readonly StandingsEntry Entry = new()
    {
        Standings = Phase,
        Subject = "b7Yx",
        Name = "Grace",
        Scores = new Dictionary<string, double> { ["accuracy"] = 0.943, ["time"] = 12 },
        SubmittedAt = Day(3),
    };

    public static readonly InventoryItem Item = new(RecordKinds.Competition, Seeds, 7, Sha);

    public static readonly FeedInventory Inventory = new()
    {
        Version = FeedInventory.Latest,
        At = 9,
        SentAt = Day(4),
        Depth = 2,
        Records = 1,
        Buckets = [new InventoryBucket(InventoryRules.BucketOf(Item.Kind, Item.Key, 2), 1, InventoryRules.DigestOf([Item]))],
        Listings = [new InventoryListing(InventoryRules.BucketOf(Item.Kind, Item.Key, 2), [Item])],
    };

    public static readonly IReadOnlyDictionary<string, object> ByFile = new Dictionary<string, object>
    {
        ["CompetitionCard"] = Card,
        ["CardPhase"] = Card.Phases[0],
        ["CardLogo"] = Card.Logo,
        ["CompetitionActivity"] = Activity,
        ["PhaseStandings"] = Standings,
        ["StandingsColumn"] = Standings.Columns[0],
        ["StandingsEntry"] = Entry,
        ["FeedRecord"] = new FeedRecord
        {
            Sequence = 7,
            Kind = RecordKinds.Activity,
            Key = Seeds,
            Revision = 7,
            Version = 1,
            Hash = FeedRecord.HashOf(Raw(Activity, FeedJson.Default.CompetitionActivity)),
            Body = Raw(Activity, FeedJson.Default.CompetitionActivity),
            Signature = "eyJ.eyJ.c2ln",
        },
        ["FeedRecord.withdrawn"] = new FeedRecord
        {
            Sequence = 8,
            Kind = RecordKinds.Competition,
            Key = Seeds,
            Revision = 8,
            Version = 1,
            Hash = FeedRecord.HashOf(null),
            Withdrawn = Withdrawals.Unpublished,
        },
        ["FeedBatch"] = new FeedBatch { Version = FeedBatch.Latest, After = 6, Through = 7, Head = 9, SentAt = Day(4), Records = [new RawJson("""{"sequence":7}""")] },
        ["FeedAnswer"] = new FeedAnswer
        {
            Cursor = 7,
            Results = [new() { Sequence = 7, Verdict = RecordVerdict.Refused, Problem = "impossible", Detail = "The numbers are 0, or from 4 to a billion." }],
            Requests = [HubRequests.Inventory],
        },
        ["RecordResult"] = new RecordResult { Sequence = 7, Verdict = RecordVerdict.Taken },
        ["FeedInventory"] = Inventory,
        ["InventoryBucket"] = Inventory.Buckets[0],
        ["InventoryListing"] = Inventory.Listings[0],
        ["InventoryItem"] = Item,
        ["InventoryAnswer"] = new InventoryAnswer { Cursor = 9, List = ["0a"], Tell = [new InventoryTell("0a", [0, 2])] },
        ["InventoryTell"] = new InventoryTell("0a", [0, 2]),
        ["RecordVerdict"] = Enum.GetValues<RecordVerdict>(),
    };

    /// <summary>A record as a node tells it.</summary>
    public static FeedRecord Record<T>(string kind, string key, T body, JsonTypeInfo<T> type, SigningKey signer)
    {
        var raw = Raw(body, type);
        return new FeedRecord
        {
            Sequence = 7,
            Kind = kind,
            Key = key,
            Revision = 7,
            Version = 1,
            Hash = FeedRecord.HashOf(raw),
            Body = raw,
            Signature = RecordKinds.IsSigned(kind) ? FeedTokens.Sign(signer, Address, kind, key, FeedRecord.HashOf(raw), Day(3)) : null,
        };
    }

    public static RawJson Raw<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(value, type));

    private static DateTimeOffset Day(int day) => new(2026, 11, day, 12, 0, 0, TimeSpan.Zero);
}
