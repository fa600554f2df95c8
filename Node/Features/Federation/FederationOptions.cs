using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Federation;

/// <summary>What the node tells its hub beyond its name: the section <c>Federation</c> of the settings.</summary>
internal sealed class FederationOptions
{
    public const string Section = "Federation";

    /// <summary>The e-mail address at which the hub's curators reach those who run the node.</summary>
    [EmailAddress(ErrorMessage = "Federation:Contact must be an e-mail address, for instance agon@example.org.")]
    public string? Contact { get; set; }

    /// <summary>Where the rules stand that people agree to by using the node.</summary>
    [Url(ErrorMessage = "Federation:PolicyUrl must be a whole address, for instance https://agon.example.org/privacy.")]
    public string? PolicyUrl { get; set; }
}
