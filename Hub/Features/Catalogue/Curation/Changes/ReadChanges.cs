using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation.Changes;

/// <summary>Reads what curators did, the newest first.</summary>
internal sealed class ReadChanges(HubDb db, IEnumerable<ICurated> kinds)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<ChangeRow> Rows, Paging Paging)> ExecuteAsync(ChangeFilter filter, int? page, CancellationToken ct)
    {
        var changes = Fitting(filter);
        var paging = Paging.Of(page, PageSize, await changes.CountAsync(ct));
        var rows = await (from change in changes
                          join account in db.Users on change.By equals account.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          join other in db.Users on change.UndoneBy equals other.Id into others
                          from other in others.DefaultIfEmpty()
                          orderby change.Id descending
                          select new { change, Who = account.DisplayName, UndoneBy = other.DisplayName }).Skip(paging.Skip).Take(PageSize).ToListAsync(ct);
        var links = new Dictionary<(CurationSubject, Guid), string>();
        foreach (var kind in kinds)
        {
            var ids = rows.Where(r => r.change.SubjectKind == kind.Kind).Select(r => r.change.SubjectId).Distinct().ToList();
            foreach (var (id, link) in ids.Count == 0 ? new Dictionary<Guid, string>() : await kind.LinksAsync(ids, ct))
            {
                links[(kind.Kind, id)] = link;
            }
        }

        var names = await NamesAsync(rows.SelectMany(r => new[] { r.change.Before, r.change.After }), ct);
        return ([.. rows.Select(r => new ChangeRow(r.change, r.Who, r.UndoneBy, links.GetValueOrDefault((r.change.SubjectKind, r.change.SubjectId)), Differences(r.change, names)))], paging);
    }

    private IQueryable<CurationChange> Fitting(ChangeFilter filter)
    {
        var changes = db.CurationChanges.AsNoTracking();
        changes = filter.Act is { } act ? changes.Where(c => c.Act == act) : changes;
        changes = filter.Kind is { } kind ? changes.Where(c => c.SubjectKind == kind) : changes;
        changes = filter.Subject is { } subject ? changes.Where(c => c.SubjectId == subject) : changes;
#pragma warning disable CA1304, CA1311, CA1862 // The database does this, and knows no cultures.
        return filter.Title?.ToLowerInvariant() is { } title
            ? changes.Where(c => c.SubjectTitle.ToLower().Contains(title) || c.SubjectTitle.Contains(filter.Title))
            : changes;
#pragma warning restore CA1304, CA1311, CA1862
    }

    // Where a listing's id stands, people read its title.
    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<JsonObject> states, CancellationToken ct)
    {
        var ids = states.SelectMany(s => s).SelectMany(m => m.Value is JsonArray many ? (IEnumerable<JsonNode?>)many : new[] { m.Value })
            .Select(CurationMessages.IdIn).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Listings.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Title, ct);
    }

    private static IReadOnlyList<Difference> Differences(CurationChange change, Dictionary<Guid, string> names)
    {
        var (before, after) = (change.Before, change.After);
        return [.. after.Select(m => new Difference(CurationMessages.Member(m.Key), CurationMessages.Value(before[m.Key], names), CurationMessages.Value(m.Value, names)))];
    }
}

/// <summary>Which changes are asked for.</summary>
internal sealed record ChangeFilter(CurationAct? Act = null, CurationSubject? Kind = null, Guid? Subject = null, string? Title = null);

/// <summary>A change with the names that belong to it, as far as there still are any.</summary>
internal sealed record ChangeRow(CurationChange Change, string? Who, string? UndoneBy, string? Link, IReadOnlyList<Difference> Differences);

/// <summary>What was how, and how it is then, in words.</summary>
internal sealed record Difference(string Member, string Before, string After);
