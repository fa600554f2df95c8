namespace Agon.Node.Features.Runs;

/// <summary>A run waits for a worker. The database has it anyway: this only saves waiting.</summary>
internal sealed record RunOffered(Guid RunId);
