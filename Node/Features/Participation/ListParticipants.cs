using Agon.Node.Data;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Participation;

/// <summary>Reads a page of a competition's people for its organizers, those who wait first.</summary>
internal sealed class ListParticipants(NodeDb db)
{
    public const int PageSize = 50;

    public async Task<ParticipantList> ExecuteAsync(Guid competitionId, string? search, ParticipantState? state, int? page, CancellationToken ct)
    {
        var found = db.Participants.AsNoTracking().Where(p => p.CompetitionId == competitionId)
            .WhereFound(search, p => p.Account!.DisplayName, p => p.Account!.Email!);
        var counts = await found.GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var filtered = state is null ? found : found.Where(p => p.State == state);
        var paging = Paging.Of(page, PageSize, state is { } wanted ? counts.GetValueOrDefault(wanted) : counts.Values.Sum());
        var rows = await filtered
            .OrderByDescending(p => p.State == ParticipantState.Pending)
            .ThenByDescending(p => p.JoinedAt).ThenBy(p => p.Id)
            .Skip(paging.Skip).Take(paging.PageSize)
            .Select(p => new ParticipantRow
            {
                Id = p.Id,
                Name = p.Account!.DisplayName,
                Email = p.Account.Email!,
                Role = p.Role,
                State = p.State,
                JoinedAt = p.JoinedAt,
                DecidedAt = p.DecidedAt,
                Submissions = db.Submissions.Count(s => s.CompetitionId == competitionId && s.AccountId == p.AccountId),
            })
            .ToListAsync(ct);
        return new ParticipantList(rows, paging, counts);
    }
}

/// <summary>One page of people, and how many there are in each state.</summary>
internal sealed record ParticipantList(IReadOnlyList<ParticipantRow> Rows, Paging Paging, IReadOnlyDictionary<ParticipantState, int> Counts);

/// <summary>A person in the organizer's list.</summary>
internal sealed record ParticipantRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required CompetitionRole Role { get; init; }
    public required ParticipantState State { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required int Submissions { get; init; }
}
