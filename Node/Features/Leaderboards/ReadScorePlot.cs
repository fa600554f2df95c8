using System.Globalization;
using System.Runtime.CompilerServices;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads the points of a phase's plot. Where participants choose what is shown, only what they chose is drawn.</summary>
internal sealed class ReadScorePlot(NodeDb db)
{
    /// <summary>More than this, and each point is the best of a stretch of submissions.</summary>
    public const int MostPoints = 400;

    private const string OfSubmissions = """SELECT created_at AS at, "primary" AS value, id FROM submissions WHERE phase_id = {0} AND status = 'Scored' AND "primary" IS NOT NULL""";
    private const string OfEntries = """SELECT submitted_at AS at, "primary" AS value, id FROM entries WHERE phase_id = {0} AND "primary" IS NOT NULL""";

    public async Task<ScorePlot?> ExecuteAsync(LeaderboardPhase phase, ColumnView primary, CancellationToken ct) =>
        ScorePlot.Draw(await PointsAsync(phase.Id, phase.Rule, primary.Sorting, ct), primary.Sorting, primary.Precision);

    /// <summary>The points in order of time, thinned by the database: a crowd's submissions are not fetched for each view of the page.</summary>
    public async Task<IReadOnlyList<ScorePoint>> PointsAsync(Guid phaseId, SubmissionRule rule, SortDirection sorting, CancellationToken ct)
    {
        var sql = $"""
            SELECT at AS "At", value AS "Value" FROM (
                SELECT at, value, ROW_NUMBER() OVER (PARTITION BY stretch ORDER BY value {(sorting == SortDirection.Descending ? "DESC" : "ASC")}, at, id) AS place FROM (
                    SELECT at, value, id, NTILE({MostPoints.ToString(CultureInfo.InvariantCulture)}) OVER (ORDER BY at, id) AS stretch
                    FROM ({(rule == SubmissionRule.Add ? OfEntries : OfSubmissions)}) AS scored) AS parted) AS placed
            WHERE place = 1 ORDER BY at
            """;
        var rows = await db.Database.SqlQuery<Row>(FormattableStringFactory.Create(sql, phaseId)).ToListAsync(ct);
        return rows.ConvertAll(r => new ScorePoint(new DateTimeOffset(DateTime.SpecifyKind(r.At, DateTimeKind.Utc)), r.Value));
    }

    private sealed record Row(DateTime At, double Value);
}
