using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Agon.Federation.Contracts.Runs;

namespace Agon.Federation.Contracts.Tests.Runs;

/// <summary>
/// What crosses the wire between worker and node is what stands in the files beside this one. Workers and nodes of different versions
/// talk to each other: a file may get a new optional member; nothing in it is renamed or removed.
/// </summary>
public sealed class GoldenFileTests
{
    private static readonly JsonSerializerOptions Ours = new(WorkerJson.Default.Options) { WriteIndented = true };

    // The node reads and writes the same records with the options of its whole API.
    private static readonly JsonSerializerOptions Nodes = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Type[] WireTypes =
        [.. typeof(WorkerJson).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(WorkerJson).Namespace && (t.IsEnum || t.GetMethod("<Clone>$") is not null))];

    public static TheoryData<string> Files => [.. Samples.ByFile.Keys];

    public static TheoryData<string> Records => [.. Samples.ByFile.Where(s => s.Value is not Array).Select(s => s.Key)];

    public static TheoryData<string, string> RequiredMembers =>
        [.. from sample in Samples.ByFile where sample.Value is not Array from member in Required(sample.Value.GetType()) select (sample.Key, member)];

    [Fact]
    public void every_type_of_the_wire_has_a_golden_file() =>
        Samples.ByFile.Keys.Where(k => !k.Contains('.', StringComparison.Ordinal)).ShouldBe(WireTypes.Select(t => t.Name), ignoreOrder: true);

    [Fact]
    public void every_golden_file_has_its_value() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).ShouldBe(Samples.ByFile.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void a_value_is_written_as_its_golden_file(string file) => Written(Samples.ByFile[file], Ours).ShouldBe(Golden(file));

    [Theory]
    [MemberData(nameof(Files))]
    public void the_node_writes_it_alike(string file) => Written(Samples.ByFile[file], Nodes).ShouldBe(Golden(file));

    [Theory]
    [MemberData(nameof(Records))]
    public void a_golden_file_is_read_without_loss(string file)
    {
        Written(Read(file, Golden(file), Ours), Ours).ShouldBe(Golden(file));
        Written(Read(file, Golden(file), Nodes), Ours).ShouldBe(Golden(file));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void a_member_of_a_later_version_is_ignored(string file)
    {
        var later = JsonNode.Parse(Golden(file))!.AsObject();
        later["ofALaterVersion"] = new JsonObject { ["deep"] = 1 };

        Written(Read(file, later.ToJsonString(), Ours), Ours).ShouldBe(Golden(file));
    }

    [Theory]
    [MemberData(nameof(RequiredMembers))]
    public void a_missing_member_is_refused(string file, string member)
    {
        var without = JsonNode.Parse(Golden(file))!.AsObject();
        without.Remove(member).ShouldBeTrue();

        Should.Throw<JsonException>(() => Read(file, without.ToJsonString(), Ours)).Message.ShouldContain($"'{member}'");
        Should.Throw<JsonException>(() => Read(file, without.ToJsonString(), Nodes));
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
            "LeaseRequest.waitSeconds", "Lease.ingestionProgram", "Lease.inputData", "Lease.referenceData", "Lease.ingestionOnlyDuringScoring",
            "Lease.wantsDetailedResults", "LeaseRenewal.logs", "LeaseRenewal.image", "RunReport.failure", "RunReport.scores", "RunReport.containers",
            "RunReport.logs", "RunReport.image",
        ], ignoreOrder: true);

    [Fact]
    public void what_is_left_out_is_empty()
    {
        foreach (var options in new[] { Ours, Nodes })
        {
            var report = JsonSerializer.Deserialize<RunReport>("""{"fencingToken":1}""", options)!;
            (report.Failure, report.Scores.Count, report.Containers.Count, report.Logs.Count, report.Image).ShouldBe((null, 0, 0, 0, null));
            JsonSerializer.Deserialize<LeaseRenewal>("""{"fencingToken":1,"step":"Scoring"}""", options)!.Logs.ShouldBeEmpty();
        }
    }

    [Fact]
    public void null_is_not_a_text() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize("""{"worker":null,"version":"1"}""", WorkerJson.Default.LeaseRequest));

    [Fact]
    public void an_unknown_word_is_refused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize("""{"fencingToken":1,"step":"Napping"}""", WorkerJson.Default.LeaseRenewal));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Runs");

    private static string Golden(string file) => File.ReadAllText(Path.Combine(Folder, $"{file}.json")).TrimEnd();

    // The files are pretty and the wire is not; whitespace is the only difference.
    private static string Written(object value, JsonSerializerOptions options) => value is Array words
        ? $"[\n{string.Join(",\n", words.Cast<object>().Select(w => $"  {JsonSerializer.Serialize(w, w.GetType(), options)}"))}\n]"
        : JsonSerializer.Serialize(value, value.GetType(), options).ReplaceLineEndings("\n");

    private static object Read(string file, string json, JsonSerializerOptions options) => JsonSerializer.Deserialize(json, Samples.ByFile[file].GetType(), options)!;

    private static HashSet<string> Required(Type type) =>
    [
        .. type.GetProperties().Where(p => p.IsDefined(typeof(RequiredMemberAttribute), inherit: false)).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)),
        .. type.GetConstructors().SelectMany(c => c.GetParameters()).Where(p => !p.HasDefaultValue).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)),
    ];
}
