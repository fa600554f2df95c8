using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.People;

/// <summary>Reads the entries that nodes told as a person's, the newest first. Each node is believed only by the name under which it knows the person.</summary>
internal sealed class ReadEntries(HubDb db)
{
    public const int PageSize = 50;

    /// <summary>Those that are in the catalogue now, with their ranks: two queries.</summary>
    public async Task<PersonEntries> ExecuteAsync(Guid account, int? page, CancellationToken ct)
    {
        var rows = RowsOf(account);
        var paging = Paging.Of(page, PageSize, await rows.CountAsync(ct));
        return new PersonEntries(await Entries(rows.OrderByDescending(r => r.SubmittedAt).ThenBy(r => r.StandingsId).ThenBy(r => r.Key).Skip(paging.Skip).Take(PageSize)).ToListAsync(ct), paging);
    }

    /// <summary>All that the hub holds, shown or not.</summary>
    public IQueryable<StandingsRow> HeldOf(Guid account) =>
        from subject in db.PairwiseSubjects
        where subject.AccountId == account
        join client in db.Clients on subject.Sector equals client.Sector
        join row in db.StandingsRows.AsNoTracking() on subject.Subject equals row.Subject
        join standings in db.Standings on new { row.StandingsId, client.MemberId } equals new { StandingsId = standings.Id, MemberId = (Guid?)standings.MemberId }
        select row;

    private IQueryable<StandingsRow> RowsOf(Guid account) =>
        from row in HeldOf(account)
        join standings in db.Standings on row.StandingsId equals standings.Id
        join listing in db.Listings.Shown(db) on standings.ListingId equals listing.Id
        where db.ListingPhases.Any(p => p.ListingId == listing.Id && p.Key == standings.Key)
        select row;

    private IQueryable<PersonEntry> Entries(IQueryable<StandingsRow> rows) =>
        from row in rows
        join standings in db.Standings on row.StandingsId equals standings.Id
        join listing in db.Listings on standings.ListingId equals listing.Id
        join node in db.Members on listing.MemberId equals node.Id
        join phase in db.ListingPhases on new { ListingId = listing.Id, standings.Key } equals new { phase.ListingId, phase.Key }
        orderby row.SubmittedAt descending, row.StandingsId, row.Key
        select new PersonEntry
        {
            Slug = listing.Slug,
            Title = listing.Title,
            Phase = phase.Name,
            PhaseNumber = phase.Number,
            Institution = db.ListingCurations.Where(c => c.ListingId == listing.Id).Select(c => c.Institution).SingleOrDefault() ?? listing.Institution ?? node.Institution ?? node.Name,
            Rank = row.Score == null ? null : standings.IsSmallerBetter
                ? 1 + db.StandingsRows.Count(o => o.StandingsId == standings.Id && o.Score < row.Score)
                : 1 + db.StandingsRows.Count(o => o.StandingsId == standings.Id && o.Score > row.Score),
            Entries = standings.Entries,
            SubmittedAt = row.SubmittedAt,
        };
}

/// <summary>A page of a person's entries.</summary>
internal sealed record PersonEntries(IReadOnlyList<PersonEntry> Entries, Paging Paging);

/// <summary>An entry of a person.</summary>
internal sealed record PersonEntry
{
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Phase { get; init; }
    public required int PhaseNumber { get; init; }

    /// <summary>The institution the competition names, else its node's, else the node's name.</summary>
    public required string Institution { get; init; }

    /// <summary>Null without a value of the metric.</summary>
    public required int? Rank { get; init; }

    /// <summary>How many entries the standings have.</summary>
    public required int Entries { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
}
