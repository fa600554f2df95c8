namespace Agon.Node.Features.Competitions.Listing;

/// <summary>Which competitions are asked for. Every part comes from an address, so nothing in it is trusted.</summary>
internal sealed record CompetitionQuery
{
    public string? Search { get; init; }
    public CompetitionStatus? Status { get; init; }
    public CompetitionShow Show { get; init; }
    public CompetitionSort Sort { get; init; }
    public int? Page { get; init; }
}

/// <summary>Whose competitions.</summary>
internal enum CompetitionShow
{
    /// <summary>Everything public.</summary>
    All,

    /// <summary>What the visitor takes part in, or asked to.</summary>
    Joined,

    /// <summary>What the visitor organizes, drafts included.</summary>
    Organizing,
}

internal enum CompetitionSort
{
    Newest,
    ClosingSoon,
    MostActive,
}
