using System.ComponentModel.DataAnnotations;

namespace Agon.Hub.Features.SignOn;

/// <summary>How the hub signs people in at nodes: the section <c>SignOn</c> of its settings.</summary>
internal sealed class SignOnOptions
{
    public const string Section = "SignOn";

    /// <summary>How long a key signs before the next one does.</summary>
    [Range(2, 3650, ErrorMessage = "SignOn:KeyDays is between 2 and 3650.")]
    public int KeyDays { get; set; } = 90;

    /// <summary>How long the next key is published before it signs.</summary>
    [Range(1, 47, ErrorMessage = "SignOn:KeyOverlapHours is between 1 and 47.")]
    public int KeyOverlapHours { get; set; } = 24;

    /// <summary>How long what happened with accounts and clients is kept.</summary>
    [Range(1, 3650, ErrorMessage = "SignOn:AuditDays is between 1 and 3650.")]
    public int AuditDays { get; set; } = 180;

    /// <summary>How many requests to <c>/connect</c> one address may send in a minute.</summary>
    [Range(1, 1_000_000, ErrorMessage = "SignOn:RequestsPerMinute is between 1 and 1000000.")]
    public int RequestsPerMinute { get; set; } = 1200;
}
