using System.ComponentModel.DataAnnotations;

namespace Agon.Hub.Features.Catalogue;

/// <summary>What the hub looks after in the catalogue by itself: the section <c>Catalogue</c> of its settings.</summary>
internal sealed class CatalogueOptions
{
    public const string Section = "Catalogue";

    /// <summary>Whether the hub fetches the logos of competitions from their nodes.</summary>
    public bool FetchLogos { get; set; } = true;

    /// <summary>The most that is kept of one node's logos, MiB.</summary>
    [Range(1, 100_000, ErrorMessage = "Catalogue:LogoMebibytesOfNode is between 1 and 100000.")]
    public int LogoMebibytesOfNode { get; set; } = 256;

    /// <summary>Whether the hub asks nodes for the pages it links to.</summary>
    public bool CheckLinks { get; set; } = true;

    /// <summary>How many days pass between two looks at a page that answers.</summary>
    [Range(1, 90, ErrorMessage = "Catalogue:CheckLinksEveryDays is between 1 and 90.")]
    public int CheckLinksEveryDays { get; set; } = 7;
}
