namespace Agon.Node.Features.Leaderboards;

/// <summary>A phase's leaderboard looks different now.</summary>
internal sealed record ScorePosted(Guid PhaseId);
