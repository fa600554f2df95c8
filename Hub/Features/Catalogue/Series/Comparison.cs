namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>
/// What may be ranked in one table: standings whose metric, direction and scoring programs (by digest, in the order of the tasks) are the
/// same. Their scores say the same of a submission, if not of how hard the data were: where the reference data differ, that is shown.
/// </summary>
internal static class Comparison
{
    /// <summary>In what a source differs from the one it is compared with.</summary>
    public static IReadOnlyList<Difference> Of(SeriesSource source, SeriesSource first)
    {
        var (one, other) = (source.Standings!, first.Standings!);
        return
        [
            .. When(one.Metric != other.Metric, Difference.Metric),
            .. When(one.IsSmallerBetter != other.IsSmallerBetter, Difference.Direction),
            .. When(!one.Scorers.SequenceEqual(other.Scorers), Difference.Scorers),
        ];
    }

    /// <summary>Whether all may be ranked by their scores.</summary>
    public static bool AreComparable(IReadOnlyList<SeriesSource> sources) => sources.All(s => Of(s, sources[0]).Count == 0);

    /// <summary>Whether all were scored against the same reference data.</summary>
    public static bool HaveSameReferences(IReadOnlyList<SeriesSource> sources) =>
        sources.All(s => s.Standings!.References.SequenceEqual(sources[0].Standings!.References));

    private static Difference[] When(bool isSo, Difference difference) => isSo ? [difference] : [];
}

/// <summary>Why scores of two standings can't be ranked in one table.</summary>
internal enum Difference
{
    /// <summary>Another column ranks.</summary>
    Metric,

    /// <summary>In one larger is better, in the other smaller.</summary>
    Direction,

    /// <summary>Other programs compute the scores.</summary>
    Scorers,
}
