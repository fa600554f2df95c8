using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Runs;

/// <summary>What runs may use and how leases go: the section <c>Runs</c> of the settings.</summary>
internal sealed class RunOptions
{
    public const string Section = "Runs";

    /// <summary>How long a lease lasts without a renewal, in seconds.</summary>
    [Range(10, 3600, ErrorMessage = "Runs:LeaseSeconds is between 10 and 3600.")]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>How often workers renew, in seconds; well under <see cref="LeaseSeconds"/>.</summary>
    [Range(1, 900, ErrorMessage = "Runs:RenewEverySeconds is between 1 and 900.")]
    public int RenewEverySeconds { get; set; } = 15;

    /// <summary>The longest step any phase may ask for, in seconds: a worker is nobody else's meanwhile.</summary>
    [Range(1, 7 * 24 * 3600, ErrorMessage = "Runs:MaxStepSeconds is between 1 and 604800 (a week).")]
    public int MaxStepSeconds { get; set; } = 3600;

    /// <summary>Memory of each container in bytes.</summary>
    [Range(64_000_000, long.MaxValue, ErrorMessage = "Runs:MemoryBytes is at least 64000000 (64 MB).")]
    public long MemoryBytes { get; set; } = 4_000_000_000;

    /// <summary>CPUs of each container.</summary>
    [Range(0.1, 1024, ErrorMessage = "Runs:Cpus is between 0.1 and 1024.")]
    public double Cpus { get; set; } = 2;

    /// <summary>Processes and threads of each container.</summary>
    [Range(16, 1 << 20, ErrorMessage = "Runs:Pids is at least 16.")]
    public int Pids { get; set; } = 512;

    /// <summary>Largest directory a run unpacks or writes, and largest output it may send back, in bytes.</summary>
    [Range(1_000_000, long.MaxValue, ErrorMessage = "Runs:DirectoryBytes is at least 1000000 (1 MB).")]
    public long DirectoryBytes { get; set; } = 10_000_000_000;

    /// <summary>Largest log kept of one stream, in bytes.</summary>
    [Range(10_000, 100_000_000, ErrorMessage = "Runs:LogBytes is between 10000 and 100000000 (100 MB).")]
    public int LogBytes { get; set; } = 1_000_000;

    public TimeSpan LeaseLength => TimeSpan.FromSeconds(LeaseSeconds);
}
