using System.ComponentModel.DataAnnotations;

namespace Agon.Portal.Data;

/// <summary>Where a host keeps its files: the section <c>Data</c> of its settings.</summary>
public sealed class DataOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Data";

    /// <summary>The directory that holds everything of the host: back it up and you have it all.</summary>
    [Required(ErrorMessage = "Data:Directory must name a directory the host may write to.")]
    public string Directory { get; set; } = "data";
}
