using System.Globalization;
using System.Runtime.CompilerServices;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads the points of a leaderboard's plot: all scored submissions on the main one, unless participants choose what is shown; otherwise what stands there.</summary>
internal sealed class ReadScorePlot(NodeDb db)
{
    /// <summary>More than this, and each point is the best of a stretch of submissions.</summary>
    public const int MostPoints = 400;

    private const string OfSubmissions = """SELECT created_at AS at, "primary" AS value, id FROM submissions WHERE phase_id = {0} AND status = 'Scored' AND "primary" IS NOT NULL""";
    private const string OfEntries = """SELECT submitted_at AS at, "primary" AS value, id FROM entries WHERE phase_id = {0} AND leaderboard_id = {1} AND "primary" IS NOT NULL""";

    /// <summary>The plot and the column it shows; null: there is nothing to draw, or nothing the visitor may see.</summary>
    public async Task<(ScorePlot Plot, ColumnView Column)?> ExecuteAsync(LeaderboardView view, CancellationToken ct)
    {
        var (query, board) = (view.Query, view.Query.Board);
        var isOfSubmissions = board.IsMain && !board.SubmissionRule.IsChosen;

        // A rank changes with every entry: over time it says nothing.
        if (query.Task is not null || (!isOfSubmissions && board.Decisive != board.Primary) || view.Columns.FirstOrDefault(c => c.Id == board.Decisive.Id) is not { } column)
        {
            return null;
        }

        var points = await PointsAsync(query.Phase.Id, isOfSubmissions ? null : board.Id, column.Sorting, ct);
        return ScorePlot.Draw(points, column.Sorting, column.Precision) is { } plot ? (plot, column) : null;
    }

    /// <summary>The points in order of time, thinned by the database: a crowd's submissions are not fetched for each view of the page.</summary>
    /// <param name="phaseId">The phase.</param>
    /// <param name="leaderboardId">Only what stands on this leaderboard; null: every scored submission.</param>
    /// <param name="sorting">What is better.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IReadOnlyList<ScorePoint>> PointsAsync(Guid phaseId, Guid? leaderboardId, SortDirection sorting, CancellationToken ct)
    {
        var sql = $"""
            SELECT at AS "At", value AS "Value" FROM (
                SELECT at, value, ROW_NUMBER() OVER (PARTITION BY stretch ORDER BY value {(sorting == SortDirection.Descending ? "DESC" : "ASC")}, at, id) AS place FROM (
                    SELECT at, value, id, NTILE({MostPoints.ToString(CultureInfo.InvariantCulture)}) OVER (ORDER BY at, id) AS stretch
                    FROM ({(leaderboardId is null ? OfSubmissions : OfEntries)}) AS scored) AS parted) AS placed
            WHERE place = 1 ORDER BY at
            """;
        var rows = await db.Database.SqlQuery<Row>(leaderboardId is { } board ? FormattableStringFactory.Create(sql, phaseId, board) : FormattableStringFactory.Create(sql, phaseId)).ToListAsync(ct);
        return rows.ConvertAll(r => new ScorePoint(new DateTimeOffset(DateTime.SpecifyKind(r.At, DateTimeKind.Utc)), r.Value));
    }

    private sealed record Row(DateTime At, double Value);
}
