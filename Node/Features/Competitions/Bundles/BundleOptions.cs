using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Files.Zips;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>How large bundles may be: the section <c>Bundles</c> of the settings.</summary>
internal sealed class BundleOptions
{
    public const string Section = "Bundles";

    /// <summary>The largest bundle, bytes.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Bundles:MaxBytes is the size of the largest bundle in bytes, at least 1.")]
    public long MaxBytes { get; set; } = 5_000_000_000;

    /// <summary>The largest bundle unpacked, bytes.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Bundles:MaxUnpackedBytes is the size of the largest unpacked bundle in bytes, at least 1.")]
    public long MaxUnpackedBytes { get; set; } = 20_000_000_000;

    /// <summary>The most files and folders in a bundle.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Bundles:MaxEntries is between 1 and 1000000.")]
    public int MaxEntries { get; set; } = 50_000;

    /// <summary>How long unpacking may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Bundles:TimeLimit is between one second and one day, for instance 00:30:00.")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(30);

    public ZipLimits ZipLimits => new(MaxEntries, MaxUnpackedBytes);
}
