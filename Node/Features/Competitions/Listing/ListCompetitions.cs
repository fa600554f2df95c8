using System.Linq.Expressions;
using Agon.Node.Data;
using Agon.Node.Features.Participation;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Listing;

/// <summary>Reads a page of competitions: two queries, however many rows.</summary>
internal sealed class ListCompetitions(NodeDb db, TimeProvider clock)
{
    public const int PageSize = 20;

    public async Task<CompetitionList> ExecuteAsync(CompetitionQuery query, Guid? accountId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = Matching(query, accountId);
        var status = StatusAt(now);
        var counts = await found.Select(status).GroupBy(s => s).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        var total = query.Status is { } wanted ? counts.GetValueOrDefault(wanted) : counts.Values.Sum();
        var paging = Paging.Of(query.Page, PageSize, total);
        var filtered = query.Status is { } only ? found.Where(HasStatus(only, now)) : found;
        var rows = await Sorted(filtered, query.Sort, now).Skip(paging.Skip).Take(paging.PageSize).Select(Row).ToListAsync(ct);
        return new CompetitionList(rows, paging, counts);
    }

    private IQueryable<Competition> Matching(CompetitionQuery query, Guid? accountId)
    {
        var found = db.Competitions.AsNoTracking();
        found = (query.Show, accountId) switch
        {
            (CompetitionShow.Organizing, { } me) => found.Where(c =>
                db.Participants.Any(p => p.CompetitionId == c.Id && p.AccountId == me && p.Role == CompetitionRole.Organizer)),
            (CompetitionShow.Joined, { } me) => found.Where(c => c.State == CompetitionState.Published
                && db.Participants.Any(p => p.CompetitionId == c.Id && p.AccountId == me && p.Role == CompetitionRole.Participant)),
            _ => found.Where(c => c.State == CompetitionState.Published),
        };
        return found.WhereFound(query.Search, c => c.Title, c => c.Description, c => c.CreatedBy!.DisplayName);
    }

    // The same as CompetitionStatuses.Of, in words the database understands.
    private static Expression<Func<Competition, CompetitionStatus>> StatusAt(DateTimeOffset now) => c =>
        c.Phases.Any(p => p.StartsAt <= now && (p.EndsAt == null || p.EndsAt > now)) ? CompetitionStatus.Open
        : c.Phases.Any(p => p.StartsAt > now) ? CompetitionStatus.Upcoming
        : CompetitionStatus.Closed;

    private static Expression<Func<Competition, bool>> HasStatus(CompetitionStatus status, DateTimeOffset now) => status switch
    {
        CompetitionStatus.Open => c => c.Phases.Any(p => p.StartsAt <= now && (p.EndsAt == null || p.EndsAt > now)),
        CompetitionStatus.Upcoming => c => c.Phases.Any(p => p.StartsAt > now) && !c.Phases.Any(p => p.StartsAt <= now && (p.EndsAt == null || p.EndsAt > now)),
        _ => c => !c.Phases.Any(p => p.EndsAt == null || p.EndsAt > now),
    };

    private IOrderedQueryable<Competition> Sorted(IQueryable<Competition> found, CompetitionSort sort, DateTimeOffset now) => sort switch
    {
        // What closes comes before what never does, and that before what is not open.
        CompetitionSort.ClosingSoon => found
            .OrderBy(c => c.Phases.Any(p => p.StartsAt <= now && p.EndsAt > now) ? 0 : c.Phases.Any(p => p.EndsAt == null || p.EndsAt > now) ? 1 : 2)
            .ThenBy(c => c.Phases.Where(p => p.StartsAt <= now && p.EndsAt > now).Min(p => p.EndsAt))
            .ThenByDescending(c => c.Id),
        CompetitionSort.MostActive => found.OrderByDescending(c => db.Submissions.Count(s => s.CompetitionId == c.Id)).ThenByDescending(c => c.Id),
        _ => found.OrderByDescending(c => c.PublishedAt ?? c.CreatedAt).ThenByDescending(c => c.Id),
    };

    private Expression<Func<Competition, CompetitionRow>> Row => c => new CompetitionRow
    {
        Slug = c.Slug,
        Title = c.Title,
        Description = c.Description,
        Organizer = c.CreatedBy!.DisplayName,
        IsPublished = c.State == CompetitionState.Published,
        HasLogo = c.LogoId != null,
        Reward = c.Reward,
        Participants = db.Participants.Count(p =>
            p.CompetitionId == c.Id && p.Role == CompetitionRole.Participant && p.State == ParticipantState.Approved),
        Submissions = db.Submissions.Count(s => s.CompetitionId == c.Id),
        Phases = c.Phases.OrderBy(p => p.Number).Select(p => new PhaseTimes(p.Number, p.Name, p.StartsAt, p.EndsAt)).ToList(),
    };
}
