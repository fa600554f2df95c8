using Agon.Federation.Contracts.Runs;
using Agon.Portal.Shell;

namespace Agon.Node.Features.Administration;

/// <summary>How the node is doing, in words.</summary>
internal sealed record Desk
{
    public required IReadOnlyList<DeskFinding> Findings { get; init; }
    public required IReadOnlyList<DeskWorker> Workers { get; init; }
    public required IReadOnlyList<DeskFailure> Failures { get; init; }
    public required DeskNumbers Numbers { get; init; }
}

/// <summary>One thing looked at.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Grade">How it is.</param>
/// <param name="Sentence">What was found, and what to do about it.</param>
/// <param name="Link">Where to do it.</param>
internal sealed record DeskFinding(string Subject, DeskGrade Grade, string Sentence, SiteLink? Link = null);

internal enum DeskGrade
{
    Good,

    /// <summary>Worth knowing; nothing is lost yet.</summary>
    Watch,

    /// <summary>People notice.</summary>
    Failed,
}

internal sealed record DeskWorker(string Name, string Version, DateTimeOffset LastSeenAt, bool IsHere, int Running);

internal sealed record DeskFailure(RunFailureCode Code, int Count, DateTimeOffset LastAt);

internal sealed record DeskNumbers(int Accounts, int Competitions, int Published, int Submissions, int SubmissionsOfToday, long StoredBytes);
