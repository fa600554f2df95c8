using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>What all verbs of series do: the series becomes another, and the change is written down, both or neither.</summary>
internal sealed partial class CurateSeries(HubDb db, TimeProvider clock, ILogger<CurateSeries> logger)
{
    private const int Tries = 5;

    /// <param name="slug">Which series.</param>
    /// <param name="act">What is done.</param>
    /// <param name="change">What becomes of it, or why it can't; asked again if somebody else changed it in the same instant.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<SeriesOutcome> ExecuteAsync(string slug, CurationAct act, Func<SeriesState, Task<(SeriesState? State, SeriesOutcome Refusal)>> change, Guid? by, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(slug, act, change, by, ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>The same for what needs no other question.</summary>
    public Task<SeriesOutcome> ExecuteAsync(string slug, CurationAct act, Func<SeriesState, (SeriesState? State, SeriesOutcome Refusal)> change, Guid? by, CancellationToken ct) =>
        ExecuteAsync(slug, act, state => Task.FromResult(change(state)), by, ct);

    /// <summary>Gives a series another state; the caller saves.</summary>
    public void Set(ListingSeries series, List<SeriesMember> members, SeriesState state)
    {
        (series.Title, series.Text, series.IsRemoved) = (state.Title, state.Text, state.IsRemoved);
        series.Version++;
        db.RemoveRange(members.Where(m => !state.Standings.Contains((m.ListingId, m.PhaseKey))));
        for (var i = 0; i < state.Standings.Count; i++)
        {
            var (listing, phase) = state.Standings[i];
            if (members.Find(m => m.ListingId == listing && m.PhaseKey == phase) is { } known)
            {
                known.Number = i + 1;
            }
            else
            {
                db.Add(new SeriesMember { SeriesId = series.Id, ListingId = listing, PhaseKey = phase, Number = i + 1 });
            }
        }
    }

    private async Task<SeriesOutcome> TryAsync(string slug, CurationAct act, Func<SeriesState, Task<(SeriesState? State, SeriesOutcome Refusal)>> change, Guid? by, CancellationToken ct)
    {
        if (await db.Series.SingleOrDefaultAsync(s => s.Slug == slug && !s.IsRemoved, ct) is not { } series)
        {
            return SeriesOutcome.NoSeries;
        }

        var members = await db.SeriesMembers.Where(m => m.SeriesId == series.Id).ToListAsync(ct);
        var before = SeriesState.Of(series, members);
        var (state, refusal) = await change(before);
        if (state is null)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        var thing = new Curated(CurationSubject.Series, series.Id, series.Title);
        if (CurationChange.Between(thing, act, before.ToJson(), state.ToJson(), null, by, clock.GetUtcNow()) is { } line)
        {
            Set(series, members, state);
            db.Add(line);
            await db.SaveChangesAsync(ct);
            LogCurated(slug, act, by);
        }

        return SeriesOutcome.Done;
    }

    [LoggerMessage(LogLevel.Information, "Series {Slug}: {Act} by {By}")]
    private partial void LogCurated(string slug, CurationAct act, Guid? by);
}
