using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Enrolment;

namespace Agon.Federation.Contracts.Tests.Enrolment;

/// <summary>
/// What crosses the wire between node and hub is what stands in the files beside this one. Hubs and nodes of different versions talk to
/// each other: a file may get a new optional member; nothing in it is renamed or removed.
/// </summary>
public sealed class GoldenFileTests
{
    private static readonly JsonSerializerOptions Ours = new(EnrolmentJson.Default.Options) { WriteIndented = true };

    // Names of wrong members travel as words in a problem document.
    private static readonly Type[] NotOnTheWire = [typeof(ImpossibleValue)];

    private static readonly Type[] WireTypes =
    [
        .. typeof(EnrolmentJson).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(EnrolmentJson).Namespace && (t.IsEnum || t.GetMethod("<Clone>$") is not null)).Except(NotOnTheWire),
    ];

    public static TheoryData<string> Files => [.. Samples.ByFile.Keys];

    public static TheoryData<string> Records => [.. Samples.ByFile.Where(s => s.Value is not Array).Select(s => s.Key)];

    public static TheoryData<string, string> RequiredMembers =>
        [.. from sample in Samples.ByFile where sample.Value is not Array from member in Required(sample.Value.GetType()) select (sample.Key, member)];

    [Fact]
    public void every_type_of_the_wire_has_a_golden_file() => Samples.ByFile.Keys.ShouldBe(WireTypes.Select(t => t.Name), ignoreOrder: true);

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
            "NodeDescription.institution", "NodeDescription.hub", "NodeDescription.proof", "NodeDescription.contact", "NodeDescription.policies",
            "EnrolmentApplication.institution", "EnrolmentApplication.contact", "EnrolmentApplication.policies", "NodeReport.institution",
            "NodeReport.competitions", "NodeReport.status", "NodeReport.capabilities", "NodeReport.handled", "NodeReport.newKeys", "HubReply.reason", "HubReply.knownKeys",
            "HubReply.endedSessions", "HubReply.deletedAccounts", "HubReply.requests", "StandingCall.handled",
        ], ignoreOrder: true);

    [Theory]
    [InlineData("""{"state":"Active","hubName":"H","challenge":"c","callEverySeconds":60}""")]
    public void what_is_left_out_is_empty(string reply)
    {
        var read = JsonSerializer.Deserialize(reply, EnrolmentJson.Default.HubReply)!;

        (read.Reason, read.KnownKeys.Count, read.EndedSessions.Count, read.DeletedAccounts.Count, read.Requests.Count).ShouldBe((null, 0, 0, 0, 0));
        JsonSerializer.Deserialize("{}", EnrolmentJson.Default.StandingCall)!.Handled.ShouldBeEmpty();
    }

    [Fact]
    public void an_unknown_state_is_refused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize("""{"state":"Crowned","hubName":"H","challenge":"c","callEverySeconds":60}""", EnrolmentJson.Default.HubReply));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Enrolment");

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
