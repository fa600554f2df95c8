using System.Collections.Concurrent;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Catalogue.Links;

/// <summary>
/// Asks nodes for the pages whose turn it is: those that everybody finds and that are not over. From a few nodes at once, from each one
/// page at a time; a node that does not answer is not asked for another in the same round.
/// </summary>
internal sealed class CheckLinks(HubDb db, IServiceScopeFactory scopes, IOptions<CatalogueOptions> options, TimeProvider clock)
{
    /// <summary>How many pages of a node are asked for in a round, so that a slow one keeps no other waiting for long.</summary>
    public const int MostOfNode = 20;

    private const int MostNew = 2000, MostNodesOfRound = 100, MostNodes = 4;

    // Until a node that is away is asked again for what it was not asked for yet.
    private static readonly TimeSpan Absence = TimeSpan.FromHours(1);

    /// <summary>How many pages were asked for.</summary>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        await BeginAsync(ct);
        var now = clock.GetUtcNow();
        var query =
            from k in db.LinkChecks
            join l in db.Listings.Listed(db) on k.ListingId equals l.Id
            where k.DueAt <= now && (l.EndsAt == null || l.EndsAt > now)
            select new DueLink { Check = k, Member = l.MemberId, Address = l.Address };
        var nodes = await query.GroupBy(d => d.Member).Select(g => new { g.Key, Oldest = g.Min(d => d.Check.DueAt) }).OrderBy(g => g.Oldest).Take(MostNodesOfRound).ToListAsync(ct);
        var due = new List<DueLink>();
        foreach (var node in nodes)
        {
            due.AddRange(await query.Where(d => d.Member == node.Key).OrderBy(d => d.Check.DueAt).ThenBy(d => d.Check.ListingId).Take(MostOfNode).ToListAsync(ct));
        }

        var visited = new ConcurrentBag<(DueLink Link, Missed? Missed)>();
        await Parallel.ForEachAsync(due.GroupBy(d => d.Member), new ParallelOptions { MaxDegreeOfParallelism = MostNodes, CancellationToken = ct }, async (node, stopping) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var ask = scope.ServiceProvider.GetRequiredService<AskForPage>();
            foreach (var one in node)
            {
                var missed = await ask.ExecuteAsync(one.Address, stopping);
                visited.Add((one, missed));
                if (missed is { IsOfNode: true })
                {
                    break;
                }
            }
        });

        // What an absent node was not asked for comes later, before what it was asked for is noted.
        var later = now + Absence;
        foreach (var member in visited.Where(v => v.Missed is { IsOfNode: true }).Select(v => v.Link.Member))
        {
            await db.LinkChecks.Where(k => k.DueAt <= now && db.Listings.Any(l => l.Id == k.ListingId && l.MemberId == member))
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.DueAt, later), ct);
        }

        foreach (var (link, missed) in visited)
        {
            link.Check.Take(link.Address, missed, clock.GetUtcNow(), TimeSpan.FromDays(options.Value.CheckLinksEveryDays), Random.Shared.NextDouble());
        }

        await db.SaveChangesAsync(ct);
        return visited.Count;
    }

    // The first turn comes at any time until the next would: a node that joins with a thousand competitions is not asked for all at once.
    private async Task BeginAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var unknown = await db.Listings.Where(l => l.WithdrawnAt == null && (l.EndsAt == null || l.EndsAt > now) && !db.LinkChecks.Any(k => k.ListingId == l.Id))
            .OrderBy(l => l.Id).Take(MostNew).Select(l => new { l.Id, l.Address }).ToListAsync(ct);
        var within = TimeSpan.FromDays(options.Value.CheckLinksEveryDays);
        db.LinkChecks.AddRange(unknown.Select(l => new LinkCheck { ListingId = l.Id, Address = l.Address, DueAt = now + (within * Random.Shared.NextDouble()) }));
        await db.SaveChangesAsync(ct);
    }

    private sealed class DueLink
    {
        public required LinkCheck Check { get; init; }
        public required Guid Member { get; init; }
        public required string Address { get; init; }
    }
}
