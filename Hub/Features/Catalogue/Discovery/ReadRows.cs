using System.Linq.Expressions;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Checks;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Reads listings as lists show them: what everybody finds, nothing else. One query.</summary>
internal sealed class ReadRows(HubDb db, TimeProvider clock)
{
    /// <summary>Those of some listings that everybody finds.</summary>
    public async Task<Dictionary<Guid, ListingRow>> ExecuteAsync(IReadOnlyList<Guid> ids, CancellationToken ct) =>
        (await RowsAsync(l => ids.Contains(l.Id), ct)).ToDictionary(r => r.Id);

    /// <summary>The one with this name; null if there is none that everybody finds.</summary>
    public async Task<ListingRow?> OneAsync(string slug, CancellationToken ct) => (await RowsAsync(l => l.Slug == slug, ct)).SingleOrDefault();

    private async Task<List<ListingRow>> RowsAsync(Expression<Func<Listing, bool>> which, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await (
            from l in db.Listings.AsNoTracking().Where(which).Listed(db)
            join m in db.Members on l.MemberId equals m.Id
            join made in db.ListingCurations on l.Id equals made.ListingId into curations
            from c in curations.DefaultIfEmpty()
            join kept in db.Logos on l.LogoSha256 equals kept.Sha256 into logos
            join wanted in db.LogoFetches on l.Id equals wanted.ListingId into fetches
            from fetch in fetches.DefaultIfEmpty()
            from logo in logos.DefaultIfEmpty()
            select new
            {
                CuratorsTags = c.Tags,
                Row = new ListingRow
                {
                    Id = l.Id,
                    Slug = l.Slug,
                    Title = l.Title,
                    Text = l.Text,
                    Institution = c.Institution ?? l.Institution ?? m.Institution ?? m.Name,
                    IsVouched = m.Check == AddressCheck.Confirmed && (c.Institution != null || l.Institution == null || l.Institution == m.Institution),
                    Organizer = l.Organizer,
                    Node = m.Slug,
                    Tags = l.Tags,
                    TaskTypes = c.TaskTypes ?? l.TaskTypes,
                    Modalities = c.Modalities ?? l.Modalities,
                    SubmissionKinds = l.SubmissionKinds,
                    Language = c.Language ?? l.Language,
                    Prize = c.HasPrize == false ? null : l.Prize ?? (c.HasPrize == true ? DiscoveryMessages.SomePrize : null),
                    IsConfidential = l.IsConfidential,
                    Participants = l.Participants,
                    Submissions = l.Submissions,
                    IsFeatured = c != null && c.IsFeatured && (c.FeaturedUntil == null || c.FeaturedUntil > now),
                    IsOfficial = c != null && c.IsOfficial,
                    Address = l.Address,
                    Logo = fetch == null ? logo.Sha256 : null,
                    StartsAt = l.StartsAt,
                    EndsAt = l.EndsAt,
                    PublishedAt = l.PublishedAt,
                    FirstSeenAt = l.FirstSeenAt,
                    ChangedAt = l.ChangedAt,
                    Phases = l.Phases.OrderBy(p => p.Number).Select(p => new RowPhase(p.Number, p.Key, p.Name, p.StartsAt, p.EndsAt)).ToList(),
                },
            }).ToListAsync(ct);
        return rows.ConvertAll(r => r.Row with
        {
            Tags = [.. r.Row.Tags.Union(r.CuratorsTags ?? [])],
            Status = ListingTime.At([.. r.Row.Phases.Select(p => new PhaseSpan(p.StartsAt, p.EndsAt))], now).Status,
        });
    }
}
