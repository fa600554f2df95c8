using Agon.Hub.Features.Catalogue.Visits;

namespace Agon.Hub.Features.Catalogue.Curation.Quality;

/// <summary>What makes a listing less useful to those who find it.</summary>
internal sealed record QualityFacts
{
    /// <summary>Its node has not been heard of for <see cref="ListingQuality.Silence"/>.</summary>
    public bool IsNodeSilent { get; init; }

    /// <summary>All is over, and nobody ever sent anything.</summary>
    public bool IsUnused { get; init; }

    /// <summary>The listing that stands for it is not shown, so that neither is found.</summary>
    public bool IsLost { get; init; }

    public bool HasNoText { get; init; }

    /// <summary>Neither tags nor a task type.</summary>
    public bool HasNoWords { get; init; }

    public bool HasNoEnd { get; init; }
    public bool HasNoLogo { get; init; }

    /// <summary>Its page at the node has not been there for days.</summary>
    public bool IsLinkDead { get; init; }

    /// <summary>It has a logo, and the hub did not get it.</summary>
    public bool IsLogoMissed { get; init; }

    /// <summary>Since when the link is dead.</summary>
    public DateTimeOffset? DeadSince { get; init; }

    public VisitProblem? LinkProblem { get; init; }
    public int? LinkStatus { get; init; }
    public VisitProblem? LogoProblem { get; init; }
    public int? LogoStatus { get; init; }
}

/// <summary>Why a listing has less than all points.</summary>
internal enum QualityProblem
{
    Lost,
    LinkDead,
    NodeSilent,
    Unused,
    NoText,
    NoWords,
    NoEnd,
    NoLogo,
    LogoMissed,
}
