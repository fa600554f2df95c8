using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Reports;

/// <summary>Says what became of the reports about a listing that a curator saw.</summary>
internal sealed partial class ResolveReports(HubDb db, TimeProvider clock, ILogger<ResolveReports> logger)
{
    /// <param name="listingId">About which listing.</param>
    /// <param name="upTo">The newest report the curator saw: what came later waits.</param>
    /// <param name="isActed">Whether something was done about it; otherwise they are dismissed.</param>
    /// <param name="note">Why, or what was done.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ResolveOutcome> ExecuteAsync(Guid listingId, long upTo, bool isActed, string? note, Guid? by, CancellationToken ct)
    {
        note = note?.Trim();
        if (string.IsNullOrEmpty(note) || note.Length > CurationChange.ReasonMaxLength)
        {
            return ResolveOutcome.NeedsNote;
        }

        var reports = await db.ListingReports.Where(r => r.ListingId == listingId && r.State == ReportState.Open && r.Id <= upTo).OrderBy(r => r.Id).ToListAsync(ct);
        if (reports.Count == 0)
        {
            return ResolveOutcome.NothingOpen;
        }

        var before = CuratedReports.Json(reports);
        reports.ForEach(r => r.Become(isActed ? ReportState.Acted : ReportState.Dismissed, note));
        var thing = new Curated(CurationSubject.Reports, listingId, await db.Listings.Where(l => l.Id == listingId).Select(l => l.Title).SingleAsync(ct));
        var act = isActed ? CurationAct.ActOnReports : CurationAct.DismissReports;
        db.Add(CurationChange.Between(thing, act, before, CuratedReports.Json(reports), note, by, clock.GetUtcNow())!);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return ResolveOutcome.NothingOpen;
        }

        LogResolved(reports.Count, thing.Title, act, by);
        return ResolveOutcome.Resolved;
    }

    [LoggerMessage(LogLevel.Information, "{Count} reports about {Title}: {Act} by {By}")]
    private partial void LogResolved(int count, string title, CurationAct act, Guid? by);
}

/// <summary>How resolving reports can end.</summary>
internal enum ResolveOutcome
{
    Resolved,

    /// <summary>The note is missing or too long.</summary>
    NeedsNote,

    /// <summary>None is open; perhaps somebody else resolved them first.</summary>
    NothingOpen,
}

/// <summary>How reports become open again. What curators changed of them goes by the listing they are about.</summary>
internal sealed class CuratedReports(HubDb db) : ICurated
{
    private const string State = "state", Note = "note";

    public CurationSubject Kind => CurationSubject.Reports;

    /// <summary>How each stands, by its number.</summary>
    public static JsonObject Json(IEnumerable<ListingReport> reports) =>
        new(reports.Select(r => KeyValuePair.Create($"{r.Id}", (JsonNode?)new JsonObject { [State] = $"{r.State}", [Note] = r.Note })));

    public async Task<JsonObject?> ReadAsync(Guid id, CancellationToken ct) => Json(await db.ListingReports.Where(r => r.ListingId == id).ToListAsync(ct));

    public async Task<IReadOnlyDictionary<Guid, string>> LinksAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Listings.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => HubLinks.Curation.Listing(l.Slug), ct);

    public async Task<string?> RestoreAsync(Guid id, JsonObject members, CancellationToken ct)
    {
        var reports = await db.ListingReports.Where(r => r.ListingId == id).ToListAsync(ct);
        foreach (var report in reports.Where(r => members.ContainsKey($"{r.Id}")))
        {
            var was = members[$"{report.Id}"]!.AsObject();
            report.Become(Enum.Parse<ReportState>(was[State]!.GetValue<string>()), was[Note]?.GetValue<string>());
        }

        return reports.Where(r => r is { State: ReportState.Open, AccountId: not null }).GroupBy(r => r.AccountId).Any(g => g.Count() > 1) ? ReportsMessages.CameAgain : null;
    }
}
