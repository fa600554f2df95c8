using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Runs;

namespace Agon.Node.Features.Submissions;

/// <summary>A submission, as the API tells it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">Counts the submissions of the competition, from 1.</param>
/// <param name="Competition">The competition's slug.</param>
/// <param name="Phase">The phase's number in the competition, from 1.</param>
/// <param name="Participant">The display name of who sent it.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Failure">Why it has no score; null unless it failed.</param>
/// <param name="CreatedAt">When it was complete on the server, UTC.</param>
/// <param name="Bytes">The zip's size.</param>
/// <param name="Sha256">The zip's digest, 64 lower-case hexadecimal digits.</param>
/// <param name="FileName">The name it was sent under.</param>
/// <param name="HasWrappingFolder">Whether all of the zip lies in one folder: programs may not find your files.</param>
/// <param name="HasMetadata">Whether the zip has a <c>metadata</c> file at its root, as code submissions with a command have.</param>
/// <param name="Scores">Mean over the tasks, by column key; only what the leaderboard shows.</param>
/// <param name="Runs">Its runs, oldest first.</param>
/// <param name="Url">Its page.</param>
internal sealed record SubmissionResource(
    Guid Id, int Number, string Competition, int Phase, string Participant, SubmissionStatus Status, FailureResource? Failure, DateTimeOffset CreatedAt,
    long Bytes, string Sha256, string FileName, bool HasWrappingFolder, bool HasMetadata,
    IReadOnlyDictionary<string, double> Scores, IReadOnlyList<RunResource> Runs, string Url);

/// <summary>One execution of a submission on one task.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">Counts the submission's runs, from 1.</param>
/// <param name="Submission">The submission's identifier.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Step">Which step a running one is at.</param>
/// <param name="Attempt">How often a worker has begun it.</param>
/// <param name="Worker">The worker that runs it, or did.</param>
/// <param name="Failure">Why it has no score; null unless it failed.</param>
/// <param name="QueuedAt">When it entered the queue, UTC.</param>
/// <param name="StartedAt">When the newest attempt began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Image">The image that ran, after the worker's map of names.</param>
/// <param name="ImageDigest">That image's digest.</param>
internal sealed record RunResource(
    Guid Id, int Number, Guid Submission, string Task, RunStatus Status, RunStep? Step, int Attempt, string? Worker, FailureResource? Failure,
    DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Image, string? ImageDigest);

/// <summary>A named failure.</summary>
/// <param name="Code">Which one.</param>
/// <param name="Detail">What happened and what to do.</param>
internal sealed record FailureResource(RunFailureCode Code, string Detail);
