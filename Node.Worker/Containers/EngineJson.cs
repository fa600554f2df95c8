using System.Text.Json.Serialization;

namespace Agon.Node.Worker.Containers;

/// <summary>The parts of the Docker Engine API's documents we use; members are named as the API names them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewContainer))]
[JsonSerializable(typeof(CreatedContainer))]
[JsonSerializable(typeof(ContainerInspection))]
[JsonSerializable(typeof(ContainerExit))]
[JsonSerializable(typeof(ListedContainer[]))]
[JsonSerializable(typeof(ImageInspection))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(EngineProblem))]
[JsonSerializable(typeof(PullMessage))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class EngineJson : JsonSerializerContext;

internal sealed record EngineInfo(int NCPU, long MemTotal, string? ServerVersion);

internal sealed record EngineProblem([property: JsonPropertyName("message")] string? Message);

internal sealed record ImageInspection(string Id, ImageConfig? Config);

internal sealed record ImageConfig(Dictionary<string, object?>? Volumes);

internal sealed record CreatedContainer(string Id);

internal sealed record ContainerExit(int StatusCode);

internal sealed record ListedContainer(string Id, string[]? Names);

internal sealed record ContainerInspection(ContainerState State);

internal sealed record ContainerState(bool Running, bool OOMKilled, int ExitCode, string? Error);

internal sealed record PullMessage(
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("error")] string? Error);

internal sealed record NewContainer
{
    public required string Image { get; init; }

    public required IReadOnlyList<string> Cmd { get; init; }

    public required IReadOnlyList<string> Env { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string User { get; init; }

    public required string WorkingDir { get; init; }

    public string Hostname { get; init; } = "agon";

    public bool AttachStdout { get; init; } = true;

    public bool AttachStderr { get; init; } = true;

    public required HostSettings HostConfig { get; init; }
}

internal sealed record HostSettings
{
    public required IReadOnlyList<string> Binds { get; init; }

    public IReadOnlyList<EngineMount> Mounts { get; init; } = [];

    public required IReadOnlyDictionary<string, string> Tmpfs { get; init; }

    public required string NetworkMode { get; init; }

    public required long Memory { get; init; }

    public required long MemorySwap { get; init; }

    public required long NanoCpus { get; init; }

    public required long PidsLimit { get; init; }

    public required long ShmSize { get; init; }

    public required IReadOnlyList<EngineUlimit> Ulimits { get; init; }

    public required IReadOnlyList<string> CapDrop { get; init; }

    public required IReadOnlyList<string> SecurityOpt { get; init; }

    public required bool ReadonlyRootfs { get; init; }

    public required EngineLogging LogConfig { get; init; }
}

internal sealed record EngineMount(string Type, string Target, EngineTmpfs TmpfsOptions);

internal sealed record EngineTmpfs(long SizeBytes, int Mode);

internal sealed record EngineUlimit(string Name, long Soft, long Hard);

internal sealed record EngineLogging(string Type);
