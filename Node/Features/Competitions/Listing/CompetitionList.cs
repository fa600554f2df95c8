using Agon.Portal.Text;

namespace Agon.Node.Features.Competitions.Listing;

/// <summary>One page of competitions, and how many there are of each status.</summary>
internal sealed record CompetitionList(IReadOnlyList<CompetitionRow> Rows, Paging Paging, IReadOnlyDictionary<CompetitionStatus, int> Counts)
{
    /// <summary>How many there are whatever their status.</summary>
    public int OfAnyStatus => Counts.Values.Sum();
}

/// <summary>A competition in a list.</summary>
internal sealed record CompetitionRow
{
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Organizer { get; init; }
    public required bool IsPublished { get; init; }
    public required bool HasLogo { get; init; }
    public required string? Reward { get; init; }
    public required int Participants { get; init; }
    public required int Submissions { get; init; }
    public required IReadOnlyList<PhaseTimes> Phases { get; init; }

    public CompetitionStatus StatusAt(DateTimeOffset now) => CompetitionStatuses.Of(Phases.Select(p => p.StateAt(now)));

    /// <summary>The phase to speak of: the open one, else the next, else the last.</summary>
    public PhaseTimes? NearestAt(DateTimeOffset now) =>
        Phases.FirstOrDefault(p => p.StateAt(now) == PhaseState.Open) ?? Phases.FirstOrDefault(p => p.StateAt(now) == PhaseState.Upcoming) ?? (Phases is [.., var last] ? last : null);
}

/// <summary>A phase in a list.</summary>
internal sealed record PhaseTimes(int Number, string Name, DateTimeOffset StartsAt, DateTimeOffset? EndsAt)
{
    public PhaseState StateAt(DateTimeOffset now) => Phase.StateAt(StartsAt, EndsAt, now);
}
