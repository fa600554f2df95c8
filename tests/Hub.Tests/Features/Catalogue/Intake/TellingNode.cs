using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Catalogue.Intake;

/// <summary>A member that tells its feed: it numbers and signs records, and remembers where the hub stands.</summary>
internal sealed class TellingNode(HubHost hub, FakeNode node) : IDisposable
{
    private long _sequence;

    public FakeNode Node => node;

    /// <summary>Where the hub stands, as far as it was heard.</summary>
    public long Cursor { get; set; }

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Skew { get; set; }

    public SigningKey Key { get; set; } = node.Key;

    public static async Task<TellingNode> ActiveAsync(HubHost hub) => new(hub, await FakeNode.EnrolledAsync(hub, MemberAct.Approve));

    public static string NewId() => RecordKinds.Key(Guid.CreateVersion7());

    public CompetitionCard Card(string title = "Wheat seeds") => new()
    {
        Title = title,
        Text = "Tell three varieties of wheat apart.",
        Address = $"{node.Address}/competitions/wheat-seeds",
        Organizer = "Ada Lovelace",
        Institution = "University of Alpha",
        Logo = new CardLogo($"{node.Address}/competitions/wheat-seeds/logo", new string('a', 64)),
        Tags = ["beginners"],
        TaskTypes = ["classification"],
        Modalities = ["tabular"],
        SubmissionKinds = [SubmissionKinds.Results],
        PublishedAt = hub.Clock.GetUtcNow().AddDays(-3),
        Phases =
        [
            new() { Id = NewId(), Name = "Development", StartsAt = hub.Clock.GetUtcNow().AddDays(-2), EndsAt = hub.Clock.GetUtcNow().AddDays(10) },
            new() { Id = NewId(), Name = "Final", StartsAt = hub.Clock.GetUtcNow().AddDays(20), EndsAt = hub.Clock.GetUtcNow().AddDays(30) },
        ],
    };

    public static PhaseStandings Board(string competition) => new()
    {
        Competition = competition,
        Title = "Results",
        Columns = [new() { Key = "accuracy", Title = "Accuracy", IsSmallerBetter = false }, new() { Key = "time", Title = "Time", IsSmallerBetter = true }],
        Metric = "accuracy",
        Scorers = [new string('b', 64)],
    };

    public StandingsEntry Row(string board, double accuracy = 0.9) => new()
    {
        Standings = board,
        Subject = "b7Yx",
        Name = "Grace",
        Scores = new Dictionary<string, double> { ["accuracy"] = accuracy, ["time"] = 12 },
        SubmittedAt = hub.Clock.GetUtcNow(),
    };

    public FeedRecord Tell(string key, CompetitionCard card) => Record(RecordKinds.Competition, key, card, FeedJson.Default.CompetitionCard);

    public FeedRecord Tell(string key, CompetitionActivity activity) => Record(RecordKinds.Activity, key, activity, FeedJson.Default.CompetitionActivity);

    public FeedRecord Tell(string key, PhaseStandings board) => Record(RecordKinds.Standings, key, board, FeedJson.Default.PhaseStandings);

    public FeedRecord Tell(StandingsEntry row, string? id = null) => Record(RecordKinds.Entry, $"{row.Standings}/{id ?? NewId()}", row, FeedJson.Default.StandingsEntry);

    public FeedRecord Withdraw(string kind, string key, string why = Withdrawals.Deleted)
    {
        _sequence++;
        return new() { Sequence = _sequence, Kind = kind, Key = key, Revision = _sequence, Version = 1, Hash = FeedRecord.HashOf(null), Withdrawn = why };
    }

    /// <summary>A batch of these from the hub's cursor to the last one.</summary>
    public FeedBatch Batch(params FeedRecord[] records) => new()
    {
        Version = 1,
        After = Cursor,
        Through = Math.Max(Cursor, records.Select(r => r.Sequence).DefaultIfEmpty().Max()),
        Head = Math.Max(_sequence, records.Select(r => r.Sequence).DefaultIfEmpty().Max()),
        SentAt = hub.Clock.GetUtcNow() + Skew,
        Records = [.. records.Select(Raw)],
    };

    public static RawJson Raw(FeedRecord record) => new(JsonSerializer.Serialize(record, FeedJson.Default.FeedRecord));

    /// <summary>Tells these and hears what became of them.</summary>
    public async Task<FeedAnswer> TellAsync(params FeedRecord[] records) => await AnswerAsync(await SendAsync(Batch(records)));

    /// <summary>Tells these, which all are taken.</summary>
    public async Task TakenAsync(params FeedRecord[] records) =>
        (await TellAsync(records)).Results.ShouldAllBe(r => r.Verdict == RecordVerdict.Taken);

    /// <summary>Tells one, which is refused for this.</summary>
    public async Task<RecordResult> RefusedAsync(FeedRecord record, Enum why)
    {
        var result = (await TellAsync(record)).Results.ShouldHaveSingleItem();
        (result.Sequence, result.Verdict, result.Problem).ShouldBe((record.Sequence, RecordVerdict.Refused, Judgement.Word(why)));
        Refused.See((object)why);
        return result;
    }

    public async Task<FeedAnswer> AnswerAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var answer = (await response.Content.ReadFromJsonAsync(FeedJson.Default.FeedAnswer))!;
        Cursor = answer.Cursor;
        return answer;
    }

    public Task<HttpResponseMessage> SendAsync(FeedBatch batch) => SendAsync(JsonSerializer.Serialize(batch, FeedJson.Default.FeedBatch));

    public async Task<HttpResponseMessage> SendAsync(string body) => await node.PostAsync(FederationPaths.Feed, await node.AccessTokenAsync(), body);

    /// <summary>Asserts that a batch as a whole is refused in the words of this.</summary>
    public static async Task<JsonObject> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string type, object refusal)
    {
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        (response.StatusCode, problem["type"]!.GetValue<string>().Split('#')[^1], problem["detail"]!.GetValue<string>())
            .ShouldBe((status, type, refusal is BatchRefusal before ? IntakeMessages.Sentence(before) : IntakeMessages.Sentence((BatchOutcome)refusal)));
        Refused.See(refusal);
        return problem;
    }

    public async Task<Guid> IdAsync() => (await node.MemberAsync()).Id;

    public async Task<Listing?> ListingAsync(string key)
    {
        var id = await IdAsync();
        return await hub.QueryAsync(db => db.Listings.AsNoTracking().Include(l => l.Phases.OrderBy(p => p.Number)).SingleOrDefaultAsync(l => l.MemberId == id && l.Key == key));
    }

    public async Task<FeedCursor> CursorAsync()
    {
        var id = await IdAsync();
        return await hub.QueryAsync(db => db.FeedCursors.AsNoTracking().SingleAsync(c => c.MemberId == id));
    }

    public async Task<IReadOnlyList<IntakeProblem>> ProblemsAsync()
    {
        var id = await IdAsync();
        return await hub.QueryAsync(db => db.IntakeProblems.AsNoTracking().Where(p => p.MemberId == id).OrderBy(p => p.Sequence).ToListAsync());
    }

    public async Task<int> ItemsAsync()
    {
        var id = await IdAsync();
        return await hub.QueryAsync(db => db.FeedItems.CountAsync(i => i.MemberId == id));
    }

    public void Dispose() => node.Dispose();

    private FeedRecord Record<T>(string kind, string key, T body, JsonTypeInfo<T> type)
    {
        _sequence++;
        var raw = new RawJson(JsonSerializer.Serialize(body, type));
        var hash = FeedRecord.HashOf(raw);
        return new()
        {
            Sequence = _sequence,
            Kind = kind,
            Key = key,
            Revision = _sequence,
            Version = 1,
            Hash = hash,
            Body = raw,
            Signature = RecordKinds.IsSigned(kind) ? FeedTokens.Sign(Key, node.Address, kind, key, hash, hub.Clock.GetUtcNow()) : null,
        };
    }
}
