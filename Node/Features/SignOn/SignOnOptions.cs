using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.SignOn;

/// <summary>Whom the node lets sign people in: the section <c>SignOn</c> of the settings.</summary>
internal sealed class SignOnOptions
{
    public const string Section = "SignOn";

    /// <summary>Whether providers may be reached by plain http. Without it only on this machine, for trying out.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How many requests to <c>/sign-on</c> one address may send in a minute; a provider that announces logouts is one address.</summary>
    [Range(1, 1_000_000, ErrorMessage = "SignOn:RequestsPerMinute is between 1 and 1000000.")]
    public int RequestsPerMinute { get; set; } = 1200;
}
