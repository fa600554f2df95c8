namespace Agon.Node.Features.SignOn;

/// <summary>Whom the node lets sign people in: the section <c>SignOn</c> of the settings.</summary>
internal sealed class SignOnOptions
{
    public const string Section = "SignOn";

    /// <summary>Whether providers may be reached by plain http. Without it only on this machine, for trying out.</summary>
    public bool AllowHttp { get; set; }
}
