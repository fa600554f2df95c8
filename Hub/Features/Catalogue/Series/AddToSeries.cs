using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>Ties a phase's standings to a series, in the last place.</summary>
internal sealed class AddToSeries(HubDb db, CurateSeries curate)
{
    public Task<SeriesOutcome> ExecuteAsync(string slug, Guid listing, string phase, Guid? by, CancellationToken ct) => curate.ExecuteAsync(
        slug,
        CurationAct.AddStandings,
        async state => state.Standings.Contains((listing, phase)) ? (null, SeriesOutcome.InAlready)
            : state.Standings.Count >= ListingSeries.MaxMembers ? (null, SeriesOutcome.Full)
            : !await db.Standings.AnyAsync(s => s.ListingId == listing && s.Key == phase, ct) ? (null, SeriesOutcome.NoStandings)
            : (state with { Standings = [.. state.Standings, (listing, phase)] }, default),
        by,
        ct);
}

/// <summary>Takes a phase's standings out of a series.</summary>
internal sealed class TakeFromSeries(CurateSeries curate)
{
    public Task<SeriesOutcome> ExecuteAsync(string slug, Guid listing, string phase, Guid? by, CancellationToken ct) => curate.ExecuteAsync(
        slug,
        CurationAct.TakeStandings,
        state => state.Standings.Contains((listing, phase)) ? (state with { Standings = [.. state.Standings.Where(s => s != (listing, phase))] }, default) : (null, SeriesOutcome.NotIn),
        by,
        ct);
}

/// <summary>Moves a phase's standings one place up in a series. The first is what the others are compared with.</summary>
internal sealed class MoveUpInSeries(CurateSeries curate)
{
    public Task<SeriesOutcome> ExecuteAsync(string slug, Guid listing, string phase, Guid? by, CancellationToken ct) => curate.ExecuteAsync(
        slug,
        CurationAct.OrderStandings,
        state =>
        {
            var standings = state.Standings.ToList();
            var at = standings.IndexOf((listing, phase));
            if (at > 0)
            {
                (standings[at - 1], standings[at]) = (standings[at], standings[at - 1]);
            }

            return at < 0 ? (null, SeriesOutcome.NotIn) : (state with { Standings = standings }, default);
        },
        by,
        ct);
}
