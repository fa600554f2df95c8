using Agon.Node.Features.Competitions;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Which leaderboard is read: of a phase, for all of its tasks together or for one of several.</summary>
internal sealed record LeaderboardQuery
{
    public required Phase Phase { get; init; }

    /// <summary>With its columns and groups, in order.</summary>
    public required Leaderboard Board { get; init; }

    /// <summary>The phase's tasks, in order.</summary>
    public IReadOnlyList<LeaderboardTask> Tasks { get; init; } = [];

    /// <summary>The task that is looked at; null: all of them.</summary>
    public LeaderboardTask? Task { get; init; }

    /// <summary>The page, or null for the first.</summary>
    public int? Page { get; init; }

    public int PageSize { get; init; } = ReadLeaderboard.PageSize;

    /// <summary>Whose row is wanted besides.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Whether hidden columns are shown: to organizers.</summary>
    public bool ShowHidden { get; init; }

    /// <summary>Whether the cells of each task are read, too.</summary>
    public bool WithTasks { get; init; }

    public bool HasSeveralTasks => Tasks.Count > 1;
}

/// <summary>A task of a phase.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">Its place in the phase, from 1.</param>
/// <param name="Name">Its name.</param>
internal sealed record LeaderboardTask(Guid Id, int Number, string Name);
