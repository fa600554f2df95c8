using System.Globalization;
using System.Text;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>How the best score of standings developed.</summary>
/// <param name="Lines">From when on which score was the best, the oldest first.</param>
/// <param name="Plot">The same as a picture; null if there is too little to draw.</param>
internal sealed record HistoryView(IReadOnlyList<BestScore> Lines, HistoryPlot? Plot);

/// <summary>Draws the best score over time as a stepped line.</summary>
internal sealed record HistoryPlot(string Line, IReadOnlyList<(string Y, double Value)> Grid, DateTimeOffset From, DateTimeOffset To)
{
    public const int Width = 760, Height = 130;
    private const int Left = 48, Right = 750, Top = 16, Bottom = 108;

    /// <param name="lines">In order of time.</param>
    /// <param name="now">Up to when the last one holds.</param>
    public static HistoryPlot? Draw(IReadOnlyList<BestScore> lines, DateTimeOffset now)
    {
        var points = lines.Where(l => l.Score is not null).Select(l => (l.At, Value: l.Score!.Value)).ToList();
        if (points.Count < 2 || points[0].At >= now)
        {
            return null;
        }

        var (low, high, from) = (points.Min(p => p.Value), points.Max(p => p.Value), points[0].At);
        string X(DateTimeOffset at) => Number(Left + ((Right - Left) * ((at - from) / (now - from))));
        string Y(double value) => Number(low == high ? (Top + Bottom) / 2.0 : Bottom - ((Bottom - Top) * (((value / 2) - (low / 2)) / ((high / 2) - (low / 2)))));
        var line = new StringBuilder($"M{X(from)} {Y(points[0].Value)}");
        foreach (var (at, value) in points.Skip(1))
        {
            line.Append(CultureInfo.InvariantCulture, $"H{X(at)}V{Y(value)}");
        }

        line.Append(CultureInfo.InvariantCulture, $"H{Number(Right)}");
        double[] heights = low == high ? [low] : [high, low];
        return new HistoryPlot($"{line}", [.. heights.Select(h => (Y(h), h))], from, now);
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
