using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Feed;

public sealed class FeedRulesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Long = new('a', 501);
    private static readonly CardPhase Dev = Samples.Card.Phases[0], Final = Samples.Card.Phases[1];
    private static readonly StandingsColumn Accuracy = Samples.Standings.Columns[0];

    private readonly SigningKey _key = SigningKey.Create(SigningAlgorithm.ES256);

    [Fact]
    public void what_a_node_tells_is_accepted_and_read()
    {
        Read(Of(Samples.Card)).ShouldBeOfType<FeedReading.Accepted>().Fact.ShouldBeOfType<CompetitionCard>().Title.ShouldBe("Wheat seeds");
        Read(Of(Samples.Activity)).ShouldBeOfType<FeedReading.Accepted>().Fact.ShouldBe(Samples.Activity);
        Read(Of(Samples.Standings)).ShouldBeOfType<FeedReading.Accepted>().Fact.ShouldBeOfType<PhaseStandings>().Metric.ShouldBe("accuracy");
        Read(Of(Samples.Entry)).ShouldBeOfType<FeedReading.Accepted>().Fact.ShouldBeOfType<StandingsEntry>().Scores["time"].ShouldBe(12);
        Read(Gone(RecordKinds.Competition, Samples.Seeds)).ShouldBeOfType<FeedReading.Accepted>().Fact.ShouldBeNull();
    }

    [Fact]
    public void the_field_of_words_is_made_of_words() =>
        FeedRules.Impossible(
            Samples.Card with { TaskTypes = [.. TaskTypes.All.Take(20)], Modalities = [.. Modalities.All], SubmissionKinds = [.. SubmissionKinds.All] }, Samples.Address).ShouldBeEmpty();

    public static TheoryData<string> Unreadable =>
    [
        "null", "7", "[]", "{}", "\"record\"",
        """{"sequence":1,"kind":"competition","key":"k","revision":1,"version":1}""",
        """{"sequence":0,"kind":"activity","key":"k","revision":1,"version":1,"hash":"h","withdrawn":"deleted"}""",
        """{"sequence":1,"kind":"activity","key":"k","revision":-1,"version":1,"hash":"h","withdrawn":"deleted"}""",
        """{"sequence":1,"kind":"activity","key":"k","revision":1,"version":0,"hash":"h","withdrawn":"deleted"}""",
        """{"sequence":1,"sequence":2,"kind":"activity","key":"k","revision":1,"version":1,"hash":"h","withdrawn":"deleted"}""",
        """{"sequence":99999999999999999999,"kind":"activity","key":"k","revision":1,"version":1,"hash":"h","withdrawn":"deleted"}""",
        """{"sequence":1,"kind":"activity","key":"\ud800","revision":1,"version":1,"hash":"h","withdrawn":"deleted"}""",
        """{"sequence":1,"kind":"activity","key":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","revision":1,"version":1,"hash":"h"}""",
        """{"sequence":1,"kind":"activity","key":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","revision":1,"version":1,"hash":"h","body":{},"withdrawn":"deleted"}""",
        """{"sequence":1,"kind":"activity","key":"0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","revision":1,"version":1,"hash":"h","withdrawn":"<b>"}""",
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    [Refuses(RecordProblem.Unreadable)]
    public void what_is_no_record_is_unreadable(string raw) => Problem(new RawJson(raw)).ShouldBe(RecordProblem.Unreadable);

    [Fact]
    [Refuses(RecordProblem.KindUnknown)]
    public void a_kind_of_a_later_version_is_unknown() => Problem(Raw(Of(Samples.Activity) with { Kind = "thread" })).ShouldBe(RecordProblem.KindUnknown);

    [Theory]
    [InlineData(RecordKinds.Competition, "wheat-seeds")]
    [InlineData(RecordKinds.Competition, "0198A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B")]
    [InlineData(RecordKinds.Entry, "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData(RecordKinds.Entry, "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b/1/2")]
    [InlineData(RecordKinds.Standings, "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b/../x")]
    [Refuses(RecordProblem.KeyUnfit)]
    public void a_key_of_another_making_is_refused(string kind, string key) => Problem(Raw(Gone(kind, key))).ShouldBe(RecordProblem.KeyUnfit);

    [Fact]
    [Refuses(RecordProblem.TooLarge)]
    public void a_body_beyond_its_size_is_refused() =>
        Problem(Raw(Of(Samples.Activity) with { Body = new RawJson($$"""{"x":"{{new string('é', FeedRecord.MaxBodyBytes / 2)}}"}""") })).ShouldBe(RecordProblem.TooLarge);

    [Fact]
    [Refuses(RecordProblem.HashWrong)]
    public void a_digest_of_something_else_is_refused()
    {
        var record = Of(Samples.Activity);

        Problem(Raw(record with { Hash = Samples.Sha })).ShouldBe(RecordProblem.HashWrong);
        Problem(Raw(Gone(RecordKinds.Activity, Samples.Seeds) with { Hash = record.Hash })).ShouldBe(RecordProblem.HashWrong);
    }

    [Fact]
    [Refuses(RecordProblem.SignatureWrong)]
    public void a_fact_that_people_are_ranked_by_must_be_signed_by_the_node_as_it_is()
    {
        using var another = SigningKey.Create(SigningAlgorithm.ES256);
        var (record, better) = (Of(Samples.Entry), Of(Samples.Entry with { Name = "Mallory" }));
        var elsewhere = FeedTokens.Sign(_key, "https://beta.example.org", record.Kind, record.Key, record.Hash, Now);
        var later = FeedTokens.Sign(_key, Samples.Address, record.Kind, record.Key, record.Hash, Now.AddHours(3));

        Problem(Raw(record with { Signature = null })).ShouldBe(RecordProblem.SignatureWrong);
        Problem(Raw(record with { Signature = "eyJ.eyJ.c2ln" })).ShouldBe(RecordProblem.SignatureWrong);
        Problem(Raw(record with { Signature = better.Signature })).ShouldBe(RecordProblem.SignatureWrong);
        Problem(Raw(record with { Signature = elsewhere })).ShouldBe(RecordProblem.SignatureWrong);
        Problem(Raw(Samples.Record(RecordKinds.Entry, Samples.EntryKey, Samples.Entry, FeedJson.Default.StandingsEntry, another))).ShouldBe(RecordProblem.SignatureWrong);
        Problem(Raw(record with { Key = record.Key.Replace("4a5d", "4a5e", StringComparison.Ordinal) })).ShouldBe(RecordProblem.SignatureWrong);
        Read(record with { Signature = later }).ShouldBeOfType<FeedReading.Accepted>("a node's clock may be hours off");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"participants":"many","submissions":0}""")]
    [InlineData("""{"participants":1e99,"submissions":0}""")]
    [Refuses(RecordProblem.BodyUnreadable)]
    public void a_body_of_another_kind_is_unreadable(string body)
    {
        var raw = new RawJson(body);
        var record = Of(Samples.Activity) with { Body = raw, Hash = FeedRecord.HashOf(raw) };

        Problem(Raw(record)).ShouldBe(RecordProblem.BodyUnreadable);
    }

    public static TheoryData<ImpossibleFact, CompetitionCard> BadCards => new()
    {
        { ImpossibleFact.Title, Samples.Card with { Title = "" } },
        { ImpossibleFact.Title, Samples.Card with { Title = "two\nlines" } },
        { ImpossibleFact.Text, Samples.Card with { Text = Long } },
        { ImpossibleFact.Text, Samples.Card with { Text = "a\u202eb" } },
        { ImpossibleFact.Address, Samples.Card with { Address = "https://alpha.example.org.evil.example/c" } },
        { ImpossibleFact.Address, Samples.Card with { Address = "javascript:alert(1)" } },
        { ImpossibleFact.Address, Samples.Card with { Address = Samples.Address + "/" + Long } },
        { ImpossibleFact.Organizer, Samples.Card with { Organizer = " " } },
        { ImpossibleFact.Institution, Samples.Card with { Institution = "" } },
        { ImpossibleFact.Logo, Samples.Card with { Logo = new("http://169.254.169.254/latest", Samples.Sha) } },
        { ImpossibleFact.Logo, Samples.Card with { Logo = new(Samples.Address + "/logo", "AA") } },
        { ImpossibleFact.Tags, Samples.Card with { Tags = ["a", "a"] } },
        { ImpossibleFact.Tags, Samples.Card with { Tags = [null!] } },
        { ImpossibleFact.TaskTypes, Samples.Card with { TaskTypes = ["<script>"] } },
        { ImpossibleFact.Modalities, Samples.Card with { Modalities = [.. Enumerable.Range(0, 21).Select(i => $"m{i}")] } },
        { ImpossibleFact.SubmissionKinds, Samples.Card with { SubmissionKinds = ["Results"] } },
        { ImpossibleFact.Prize, Samples.Card with { Prize = Long } },
        { ImpossibleFact.Language, Samples.Card with { Language = "e" } },
        { ImpossibleFact.Rules, Samples.Card with { Rules = "https://beta.example.org/rules" } },
        { ImpossibleFact.Hardware, Samples.Card with { Hardware = "\u200b" } },
        { ImpossibleFact.PublishedAt, Samples.Card with { PublishedAt = default } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [null!] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [Dev, Dev] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [Dev with { EndsAt = null }, Final] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [Dev with { EndsAt = Dev.StartsAt }] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [Dev with { EndsAt = Final.StartsAt.AddSeconds(1) }, Final] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [Dev with { EndsAt = new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero) }] } },
        { ImpossibleFact.Phases, Samples.Card with { Phases = [Dev with { Id = "1" }] } },
    };

    [Theory]
    [MemberData(nameof(BadCards))]
    [Refuses(From = nameof(OfCards))]
    [Refuses(RecordProblem.Impossible)]
    public void an_impossible_value_of_a_card_is_named(ImpossibleFact fact, CompetitionCard card) => Refused.See(Only(Of(card))).ShouldBe(fact);

    public static TheoryData<ImpossibleFact, CompetitionActivity> BadActivities => new()
    {
        { ImpossibleFact.Numbers, Samples.Activity with { Participants = 3 } },
        { ImpossibleFact.Numbers, Samples.Activity with { Submissions = -4 } },
        { ImpossibleFact.Numbers, Samples.Activity with { Submissions = int.MaxValue } },
        { ImpossibleFact.LastSubmissionOn, Samples.Activity with { LastSubmissionOn = DateOnly.MaxValue } },
    };

    [Theory]
    [MemberData(nameof(BadActivities))]
    [Refuses(From = nameof(OfActivities))]
    public void an_impossible_number_is_named(ImpossibleFact fact, CompetitionActivity activity) => Refused.See(Only(Of(activity))).ShouldBe(fact);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    [InlineData(int.MaxValue, CompetitionActivity.Most)]
    public void few_are_told_as_few(int number, int told) => CompetitionActivity.Round(number).ShouldBe(told);

    public static TheoryData<ImpossibleFact, PhaseStandings> BadStandings => new()
    {
        { ImpossibleFact.Competition, Samples.Standings with { Competition = "wheat" } },
        { ImpossibleFact.Title, Samples.Standings with { Title = Long } },
        { ImpossibleFact.Columns, Samples.Standings with { Columns = [Accuracy, Accuracy] } },
        { ImpossibleFact.Columns, Samples.Standings with { Columns = [Accuracy with { Precision = 16 }] } },
        { ImpossibleFact.Columns, Samples.Standings with { Columns = [Accuracy, null!] } },
        { ImpossibleFact.Metric, Samples.Standings with { Metric = "dice" } },
        { ImpossibleFact.Scorers, Samples.Standings with { Scorers = [] } },
        { ImpossibleFact.Scorers, Samples.Standings with { Scorers = ["sha"] } },
        { ImpossibleFact.References, Samples.Standings with { References = ["sha"] } },
    };

    [Theory]
    [MemberData(nameof(BadStandings))]
    [Refuses(From = nameof(OfStandings))]
    public void an_impossible_value_of_standings_is_named(ImpossibleFact fact, PhaseStandings standings) => Refused.See(Only(Of(standings))).ShouldBe(fact);

    public static TheoryData<ImpossibleFact, StandingsEntry> BadEntries => new()
    {
        { ImpossibleFact.Standings, Samples.Entry with { Standings = Samples.Seeds } },
        { ImpossibleFact.Subject, Samples.Entry with { Subject = "" } },
        { ImpossibleFact.Name, Samples.Entry with { Name = "a\tb" } },
        { ImpossibleFact.Scores, Samples.Entry with { Scores = new Dictionary<string, double> { [""] = 1 } } },
        { ImpossibleFact.Scores, Samples.Entry with { Scores = Enumerable.Range(0, 51).ToDictionary(i => $"c{i}", i => (double)i) } },
        { ImpossibleFact.SubmittedAt, Samples.Entry with { SubmittedAt = DateTimeOffset.MaxValue } },
    };

    [Theory]
    [MemberData(nameof(BadEntries))]
    [Refuses(From = nameof(OfEntries))]
    public void an_impossible_value_of_an_entry_is_named(ImpossibleFact fact, StandingsEntry entry) => Refused.See(Only(Of(entry))).ShouldBe(fact);

    [Fact]
    public void a_body_of_a_later_version_is_read_as_far_as_it_is_known()
    {
        var body = JsonNode.Parse(JsonSerializer.Serialize(Samples.Activity, FeedJson.Default.CompetitionActivity))!;
        body["teams"] = 3;
        var raw = new RawJson(body.ToJsonString());

        Read(Of(Samples.Activity) with { Version = 2, Body = raw, Hash = FeedRecord.HashOf(raw) }).ShouldBeOfType<FeedReading.Accepted>().Fact.ShouldBe(Samples.Activity);
    }

    public void Dispose() => _key.Dispose();

    private static IEnumerable<ImpossibleFact> OfCards => BadCards.Select(row => row.Data.Item1);

    private static IEnumerable<ImpossibleFact> OfActivities => BadActivities.Select(row => row.Data.Item1);

    private static IEnumerable<ImpossibleFact> OfStandings => BadStandings.Select(row => row.Data.Item1);

    private static IEnumerable<ImpossibleFact> OfEntries => BadEntries.Select(row => row.Data.Item1);

    private static FeedRecord Gone(string kind, string key) =>
        new() { Sequence = 8, Kind = kind, Key = key, Revision = 8, Version = 1, Hash = FeedRecord.HashOf(null), Withdrawn = Withdrawals.Deleted };

    private static RawJson Raw(FeedRecord record) => Samples.Raw(record, FeedJson.Default.FeedRecord);

    private FeedRecord Of(CompetitionCard card) => Samples.Record(RecordKinds.Competition, Samples.Seeds, card, FeedJson.Default.CompetitionCard, _key);

    private FeedRecord Of(CompetitionActivity activity) => Samples.Record(RecordKinds.Activity, Samples.Seeds, activity, FeedJson.Default.CompetitionActivity, _key);

    private FeedRecord Of(PhaseStandings standings) => Samples.Record(RecordKinds.Standings, Samples.Phase, standings, FeedJson.Default.PhaseStandings, _key);

    private FeedRecord Of(StandingsEntry entry) => Samples.Record(RecordKinds.Entry, Samples.EntryKey, entry, FeedJson.Default.StandingsEntry, _key);

    private FeedReading Read(FeedRecord record) => FeedRules.Read(Raw(record), Samples.Address, [_key.Public], Now);

    private RecordProblem Problem(RawJson raw) => Refused.See(FeedRules.Read(raw, Samples.Address, [_key.Public], Now).ShouldBeOfType<FeedReading.Refused>().Problem);

    private ImpossibleFact Only(FeedRecord record)
    {
        var refused = Read(record).ShouldBeOfType<FeedReading.Refused>();
        Refused.See(refused.Problem).ShouldBe(RecordProblem.Impossible);
        return refused.Impossible.ShouldHaveSingleItem();
    }
}
