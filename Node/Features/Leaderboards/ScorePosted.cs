namespace Agon.Node.Features.Leaderboards;

/// <summary>A leaderboard looks different now in a phase, see <see cref="Leaderboard.StandingsOf(Guid)"/>.</summary>
internal sealed record ScorePosted(Guid StandingsId);
