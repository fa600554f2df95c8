namespace Agon.Hub.Features.Catalogue.Curation.Changes;

/// <summary>What a curator did.</summary>
internal enum CurationAct
{
    Hide,
    Show,
    Feature,
    Unfeature,
    MarkOfficial,
    UnmarkOfficial,

    /// <summary>Tags added, facets set right.</summary>
    Correct,

    /// <summary>Said to be the same as another.</summary>
    Merge,

    /// <summary>Said not to be the same after all.</summary>
    Part,

    MakeSeries,
    EditSeries,
    RemoveSeries,

    /// <summary>Standings were tied to a series.</summary>
    AddStandings,
    TakeStandings,
    OrderStandings,

    DismissReports,
    ActOnReports,

    /// <summary>A change from before was taken back.</summary>
    Undo,
}

/// <summary>What kinds of things curators change. Each has an <see cref="ICurated"/>.</summary>
internal enum CurationSubject
{
    Listing,
    Series,

    /// <summary>The reports about a listing, by its id.</summary>
    Reports,
}
