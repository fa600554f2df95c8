using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Feed;

namespace Agon.Federation.Contracts.Tests.Feed;

/// <summary>
/// What crosses the wire between node and hub is what stands in the files beside this one. Hubs and nodes of different versions talk to
/// each other: a file may get a new optional member; nothing in it is renamed or removed.
/// </summary>
public sealed class GoldenFileTests
{
    private static readonly JsonSerializerOptions Ours = new(FeedJson.Default.Options) { WriteIndented = true };

    // What is refused travels as words in results.
    private static readonly Type[] NotOnTheWire = [typeof(RecordProblem), typeof(ImpossibleFact), typeof(RawJson)];

    private static readonly Type[] WireTypes =
    [
        .. typeof(FeedJson).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(FeedJson).Namespace && (t.IsEnum || t.GetMethod("<Clone>$") is not null)).Except(NotOnTheWire).Where(t => !typeof(FeedReading).IsAssignableFrom(t)),
    ];

    public static TheoryData<string> Files => [.. Samples.ByFile.Keys];

    public static TheoryData<string> Records => [.. Samples.ByFile.Where(s => s.Value is not Array).Select(s => s.Key)];

    public static TheoryData<string, string> RequiredMembers =>
        [.. from sample in Samples.ByFile where sample.Value is not Array && !sample.Key.Contains('.') from member in Required(sample.Value.GetType()) select (sample.Key, member)];

    [Fact]
    public void every_type_of_the_wire_has_a_golden_file() => Samples.ByFile.Keys.Where(f => !f.Contains('.')).ShouldBe(WireTypes.Select(t => t.Name), ignoreOrder: true);

    [Fact]
    public void every_golden_file_has_its_value() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).ShouldBe(Samples.ByFile.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void a_value_is_written_as_its_golden_file(string file) => Written(Samples.ByFile[file]).ShouldBe(Golden(file));

    [Theory]
    [MemberData(nameof(Records))]
    public void a_golden_file_is_read_without_loss(string file) => Written(Read(file, Golden(file))).ShouldBe(Golden(file));

    [Theory]
    [MemberData(nameof(Records))]
    public void a_member_of_a_later_version_is_ignored(string file)
    {
        var later = JsonNode.Parse(Golden(file))!.AsObject();
        later["ofALaterVersion"] = new JsonObject { ["deep"] = 1 };

        Written(Read(file, later.ToJsonString())).ShouldBe(Golden(file));
    }

    [Theory]
    [MemberData(nameof(RequiredMembers))]
    public void a_missing_member_is_refused(string file, string member)
    {
        var without = JsonNode.Parse(Golden(file))!.AsObject();
        without.Remove(member).ShouldBeTrue();

        Should.Throw<JsonException>(() => Read(file, without.ToJsonString())).Message.ShouldContain($"'{member}'");
    }

    [Fact]
    public void what_may_be_left_out_is_named() => // A required member more, and older peers are refused.
        (from type in WireTypes
         where !type.IsEnum
         from property in type.GetProperties()
         let name = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
         where !Required(type).Contains(name)
         select $"{type.Name}.{name}").ShouldBe(
        [
            "CompetitionCard.text", "CompetitionCard.institution", "CompetitionCard.logo", "CompetitionCard.tags", "CompetitionCard.taskTypes", "CompetitionCard.modalities",
            "CompetitionCard.submissionKinds", "CompetitionCard.prize", "CompetitionCard.language", "CompetitionCard.rules", "CompetitionCard.hardware",
            "CompetitionCard.isConfidential", "CompetitionCard.needsApproval", "CardPhase.endsAt", "CompetitionActivity.lastSubmissionOn", "PhaseStandings.references",
            "StandingsColumn.precision", "StandingsEntry.subject", "StandingsEntry.name", "FeedRecord.body", "FeedRecord.withdrawn", "FeedRecord.signature",
            "FeedAnswer.requests", "RecordResult.sequence", "RecordResult.problem", "RecordResult.detail",
            "FeedInventory.listings", "InventoryAnswer.list", "InventoryAnswer.tell",
        ], ignoreOrder: true);

    [Fact]
    public void what_is_left_out_is_empty()
    {
        var card = JsonSerializer.Deserialize(
            """{"title":"T","address":"a","organizer":"o","publishedAt":"2026-11-01T00:00:00Z","phases":[]}""", FeedJson.Default.CompetitionCard)!;

        (card.Text, card.Tags.Count, card.TaskTypes.Count, card.Modalities.Count, card.SubmissionKinds.Count).ShouldBe(("", 0, 0, 0, 0));
        JsonSerializer.Deserialize("""{"cursor":1,"results":[]}""", FeedJson.Default.FeedAnswer)!.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void a_body_is_passed_on_as_it_was_written()
    {
        const string body = """{"b": 1.50,  "a":"\u00e9é"}""";
        var record = JsonSerializer.Deserialize($$"""{"sequence":1,"kind":"activity","key":"k","revision":1,"version":1,"hash":"h","body":{{body}}}""", FeedJson.Default.FeedRecord)!;

        record.Body!.Value.Text.ShouldBe(body);
        JsonSerializer.Serialize(record, FeedJson.Default.FeedRecord).ShouldContain(body);
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Feed");

    private static string Golden(string file) => File.ReadAllText(Path.Combine(Folder, $"{file}.json")).TrimEnd();

    // The files are pretty and the wire is not; whitespace is the only difference.
    private static string Written(object value) => value is Array words
        ? $"[\n{string.Join(",\n", words.Cast<object>().Select(w => $"  {JsonSerializer.Serialize(w, w.GetType(), Ours)}"))}\n]"
        : JsonSerializer.Serialize(value, value.GetType(), Ours).ReplaceLineEndings("\n");

    private static object Read(string file, string json) => JsonSerializer.Deserialize(json, Samples.ByFile[file].GetType(), Ours)!;

    private static HashSet<string> Required(Type type) =>
    [
        .. type.GetProperties().Where(p => p.IsDefined(typeof(RequiredMemberAttribute), inherit: false)).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)),
        .. type.GetConstructors().SelectMany(c => c.GetParameters()).Where(p => !p.HasDefaultValue).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)),
    ];
}
