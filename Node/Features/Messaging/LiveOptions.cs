using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Messaging;

/// <summary>How many pages may listen for news at once, and how long: the section <c>Live</c> of the settings.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>The most lines of one account, or of strangers at one address.</summary>
    [Range(1, 10_000, ErrorMessage = "Live:PerVisitor is between 1 and 10000.")]
    public int PerVisitor { get; set; } = 20;

    /// <summary>The most lines in all.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Live:Total is between 1 and 1000000.")]
    public int Total { get; set; } = 2_000;

    /// <summary>When a line is ended: the browser calls again, and what its visitor may see is looked up anew.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Live:Longest is between ten seconds and one day, for instance 00:15:00.")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromMinutes(15);
}
