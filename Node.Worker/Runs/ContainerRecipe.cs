using System.Globalization;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Containers;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Runs;

/// <summary>Says how a container of hostile code is locked in. Everything the engine is asked for is here, in one place.</summary>
internal sealed class ContainerRecipe(IOptions<WorkerOptions> options, ContainerUser user)
{
    private const long LargestTemporary = 8L << 30;
    private const int OpenFiles = 4096;

    public NewContainer Make(
        Lease lease, ImageOutcome.Ready image, IReadOnlyList<string> command, IReadOnlyList<ContainerDirectory> directories, double engineCpus)
    {
        var limits = lease.Limits;
        var temporary = Math.Clamp(limits.MemoryBytes / 2, 1 << 20, LargestTemporary);
        return new NewContainer
        {
            Image = image.Id,
            Cmd = command,
            WorkingDir = ContainerPaths.Program,
            User = user.ToString(),
            Env = Environment(Math.Min(limits.Cpus, engineCpus)),
            Labels = new Dictionary<string, string>
            {
                [EngineContainers.WorkerLabel] = options.Value.Name,
                [EngineContainers.LeaseLabel] = lease.Id.ToString(),
            },
            HostConfig = new HostSettings
            {
                Binds = [.. directories.Select(Bind)],
                Mounts = [.. Volumes(image, directories, temporary)],
                Tmpfs = new Dictionary<string, string>
                {
                    ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,exec,nosuid,nodev,mode=1777,size={temporary}"),
                },
                NetworkMode = "none",
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges"],
                ReadonlyRootfs = true,
                Memory = limits.MemoryBytes,
                MemorySwap = limits.MemoryBytes,
                NanoCpus = (long)(Math.Min(limits.Cpus, engineCpus) * 1e9),
                PidsLimit = limits.Pids,
                ShmSize = temporary,

                Ulimits =
                [
                    new("core", 0, 0),

                    // A file that was unlinked and is still open takes room nobody sees, so there can't be many.
                    new("nofile", OpenFiles, OpenFiles),

                    // A file may pass the directory limit by a little, so that it is seen to have done so.
                    new("fsize", limits.DirectoryBytes + (1 << 20), limits.DirectoryBytes + (1 << 20)),
                ],

                // The engine would keep the output on the host's disk, without limit; we read it as it comes.
                LogConfig = new EngineLogging("none"),
            },
        };
    }

    private static string Bind(ContainerDirectory directory) =>
        $"{directory.Host}:{directory.Path}:{(directory.IsWritable ? "rw" : "ro")},z";

    // A volume an image declares would be a writable directory on the host's disk; it becomes memory instead.
    private static IEnumerable<EngineMount> Volumes(ImageOutcome.Ready image, IReadOnlyList<ContainerDirectory> directories, long bytes) =>
        image.Volumes
            .Where(volume => volume.TrimEnd('/') is not "/tmp" && directories.All(directory => directory.Path != volume.TrimEnd('/')))
            .Select(volume => new EngineMount("tmpfs", volume, new EngineTmpfs(bytes, 0x3ff)));

    private static string[] Environment(double cpus)
    {
        // Numeric libraries start a thread for each CPU of the machine, not of the container, and run into the limit of threads.
        var threads = Math.Max(1, (int)Math.Ceiling(cpus)).ToString(CultureInfo.InvariantCulture);
        return
        [
            "PYTHONUNBUFFERED=1", "http_proxy=", "https_proxy=", "HOME=/tmp", "USER=agon", "LOGNAME=agon",
            $"OMP_NUM_THREADS={threads}", $"OPENBLAS_NUM_THREADS={threads}", $"MKL_NUM_THREADS={threads}",
        ];
    }
}
