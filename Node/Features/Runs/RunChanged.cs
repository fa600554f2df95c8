namespace Agon.Node.Features.Runs;

/// <summary>Something about a submission's runs is new: status, step, log or scores.</summary>
internal sealed record RunChanged(Guid SubmissionId);
