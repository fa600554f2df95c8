using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;

namespace Agon.Node.Features.Submissions;

/// <summary>Why a submission was not taken. Each has its sentence in <see cref="SubmissionMessages"/>.</summary>
internal abstract record SubmissionFailure
{
    private SubmissionFailure()
    {
    }

    /// <summary>The person does not take part.</summary>
    public sealed record NotJoined : SubmissionFailure;

    /// <summary>An organizer has not decided yet.</summary>
    public sealed record AwaitingApproval : SubmissionFailure;

    /// <summary>An organizer said no.</summary>
    public sealed record Denied : SubmissionFailure;

    /// <summary>The competition is a draft, and the person no organizer of it.</summary>
    public sealed record NotPublished : SubmissionFailure;

    public sealed record NotOpenYet(string Phase, DateTimeOffset OpensAt) : SubmissionFailure;

    public sealed record Closed(string Phase, DateTimeOffset ClosedAt) : SubmissionFailure;

    /// <summary>The organizers take nothing for now: a limit of the phase is 0.</summary>
    public sealed record TakesNone : SubmissionFailure;

    public sealed record DailyReached(int Limit, DateTimeOffset AgainAt) : SubmissionFailure;

    public sealed record TotalReached(int Limit) : SubmissionFailure;

    /// <summary>The upload itself went wrong.</summary>
    public sealed record NotReceived(UploadFailure Why) : SubmissionFailure;

    /// <summary>It is not a zip that can be unpacked.</summary>
    public sealed record UnusableZip(IReadOnlyList<ZipProblem> Problems) : SubmissionFailure;

    /// <summary>The zip names a command, and the phase takes results only.</summary>
    public sealed record CodeNotTaken(string Phase) : SubmissionFailure;

    /// <summary>The competition asks more about it than was said.</summary>
    public sealed record FactSheetIncomplete(IReadOnlyList<FactProblem> Problems) : SubmissionFailure;

    /// <summary>A zip without a single file.</summary>
    public sealed record EmptyZip : SubmissionFailure;
}
