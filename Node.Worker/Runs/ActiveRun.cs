using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>Holds what is known about a run while it goes on; the keeper of its lease reads it beside the run itself.</summary>
internal sealed class ActiveRun(Lease lease, RunDirectories directories, RunLogs logs, RunStop stop)
{
    private volatile RunImage? _image;
    private volatile int _step;

    public Lease Lease => lease;

    public RunDirectories Directories => directories;

    public RunLogs Logs => logs;

    public RunStop Stop => stop;

    /// <summary>How each container ended, in order of start.</summary>
    public List<ContainerResult> Containers { get; } = [];

    /// <summary>Directories worth sending: what a step wrote, once it is known to be bounded and free of links.</summary>
    public List<(string Name, string Directory)> Outputs { get; } = [];

    public RunStep Step
    {
        get => (RunStep)_step;
        set
        {
            _step = (int)value;
            logs.Nudge();
        }
    }

    public RunImage? Image
    {
        get => _image;
        set
        {
            _image = value;
            logs.Nudge();
        }
    }

    public LeaseRenewal Renewal(IReadOnlyList<LogChunk> chunks) =>
        new() { FencingToken = lease.FencingToken, Step = Step, Logs = chunks, Image = Image };
}
