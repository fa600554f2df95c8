using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker;

/// <summary>What the operator of a worker decides: the section <c>Worker</c> of the configuration.</summary>
internal sealed class WorkerOptions
{
    public const string Section = "Worker";

    /// <summary>The node to work for, for instance <c>https://node.example.org</c>.</summary>
    public string? NodeUrl { get; set; }

    /// <summary>A personal API token of an operator of that node, with the scope <c>worker</c>.</summary>
    public string? Token { get; set; }

    /// <summary>A file holding the token instead; read again for every call, so it can be replaced while the worker runs.</summary>
    public string? TokenFile { get; set; }

    /// <summary>The name people read on run pages; unique among the workers of one container engine.</summary>
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>Where runs happen and inputs are cached; the container engine must see the same path.</summary>
    public string DataDirectory { get; set; } = "./data";

    /// <summary>How many runs at the same time.</summary>
    public int Slots { get; set; } = 1;

    /// <summary>The socket of the container engine.</summary>
    public string Engine { get; set; } = "unix:///var/run/docker.sock";

    /// <summary>The image that stands in for the usual CodaLab ones.</summary>
    public string RuntimeImage { get; set; } = "agon-runtime:1";

    /// <summary>Which images may be pulled: names or beginnings with <c>*</c>, with blanks between; <c>*</c> means those that name no registry.</summary>
    public string PullFrom { get; set; } = PullPolicy.Default;

    /// <summary>User and group the containers run as, <c>uid:gid</c>; none means 64512:64512 for a worker run by root, else the worker's own.</summary>
    public string? ContainerUser { get; set; }

    /// <summary>The most bytes of programs and data kept for later runs.</summary>
    public long CacheBytes { get; set; } = 10L << 30;

    /// <summary>The bytes of the data directory's disk that stay free: below it no run is taken, and running ones are stopped.</summary>
    public long ReserveBytes { get; set; } = 1L << 30;

    /// <summary>The same for the number of files the disk can still hold.</summary>
    public long ReserveFiles { get; set; } = 20_000;

    /// <summary>How long running runs may go on after the worker was asked to stop, in seconds.</summary>
    public int StopGraceSeconds { get; set; } = 20;

    /// <summary>How long pulling an image may take, in minutes.</summary>
    public int PullMinutes { get; set; } = 30;

    /// <summary>The data directory as the container engine must know it.</summary>
    public string FullDataDirectory => Path.GetFullPath(DataDirectory);

    /// <summary>The path of the engine's socket.</summary>
    public string EngineSocket => Engine.StartsWith(UnixScheme, StringComparison.Ordinal) ? Engine[UnixScheme.Length..] : Engine;

    internal const string UnixScheme = "unix://";
}
