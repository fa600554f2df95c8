using System.Globalization;
using System.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Draws how the best score grew: every scored submission as a dot, the best so far as a stepped line.</summary>
internal sealed record ScorePlot
{
    public const int Width = 760, Height = 130;
    private const int Left = 48, Right = 750, Top = 16, Bottom = 108;

    /// <summary>The stepped line, as the <c>d</c> of an SVG path.</summary>
    public required string Line { get; init; }

    public required IReadOnlyList<(string X, string Y)> Dots { get; init; }

    /// <summary>Labelled heights.</summary>
    public required IReadOnlyList<(string Y, string Text)> Grid { get; init; }

    public required double FirstBest { get; init; }
    public required double LastBest { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }

    /// <summary>Draws points in order of time; null when there are too few to show anything.</summary>
    public static ScorePlot? Draw(IReadOnlyList<ScorePoint> points, SortDirection direction, int precision)
    {
        if (points.Count < 2 || points[0].At == points[^1].At)
        {
            return null;
        }

        var (low, high) = (points.Min(p => p.Value), points.Max(p => p.Value));
        var (from, to) = (points[0].At, points[^1].At);
        string X(DateTimeOffset at) => Number(Left + ((Right - Left) * ((at - from) / (to - from))));
        string Y(double value) => Number(low == high ? (Top + Bottom) / 2.0 : Bottom - ((Bottom - Top) * ((value - low) / (high - low))));

        var line = new StringBuilder($"M{X(from)} {Y(points[0].Value)}");
        var best = points[0].Value;
        foreach (var point in points)
        {
            if (Ranking.IsBetter(point.Value, best, direction))
            {
                best = point.Value;
                line.Append(CultureInfo.InvariantCulture, $"H{X(point.At)}V{Y(best)}");
            }
        }

        line.Append(CultureInfo.InvariantCulture, $"H{Number(Right)}");
        double[] heights = low == high ? [low] : [high, (low + high) / 2, low];
        return new ScorePlot
        {
            Line = line.ToString(),
            Dots = [.. points.Select(p => (X(p.At), Y(p.Value)))],
            Grid = [.. heights.Select(h => (Y(h), h.ToString($"F{precision}", CultureInfo.InvariantCulture)))],
            FirstBest = points[0].Value,
            LastBest = best,
            From = from,
            To = to,
        };
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>What one submission scored, when it was sent.</summary>
internal sealed record ScorePoint(DateTimeOffset At, double Value);
