using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Submissions;

/// <summary>How large submissions may be: the section <c>Submissions</c> of the settings.</summary>
internal sealed class SubmissionOptions
{
    public const string Section = "Submissions";

    /// <summary>The largest zip, in bytes.</summary>
    [Range(1000, long.MaxValue, ErrorMessage = "Submissions:MaxBytes is at least 1000.")]
    public long MaxBytes { get; set; } = 1_000_000_000;

    /// <summary>The most files and folders in a zip.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Submissions:MaxEntries is between 1 and 1000000.")]
    public int MaxEntries { get; set; } = 100_000;
}
