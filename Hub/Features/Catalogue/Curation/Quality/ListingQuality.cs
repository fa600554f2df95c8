using System.Linq.Expressions;

namespace Agon.Hub.Features.Catalogue.Curation.Quality;

/// <summary>How good a listing is: 100 points less what is wrong with it. The same sum in memory and in the database.</summary>
internal static class ListingQuality
{
    public const int All = 100;

    /// <summary>Below it curators should look.</summary>
    public const int Low = 70;

    /// <summary>After how long a node is silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromDays(3);

    private const int Lost = 50, LinkDead = 40, NodeSilent = 35, Unused = 35, NoText = 20, NoWords = 15, NoEnd = 10, NoLogo = 5, LogoMissed = 5;

    private static readonly Expression<Func<QualityFacts, int>> Sum = f =>
        All - (f.IsLost ? Lost : 0) - (f.IsLinkDead ? LinkDead : 0) - (f.IsNodeSilent ? NodeSilent : 0) - (f.IsUnused ? Unused : 0)
        - (f.HasNoText ? NoText : 0) - (f.HasNoWords ? NoWords : 0) - (f.HasNoEnd ? NoEnd : 0) - (f.HasNoLogo ? NoLogo : 0)
        - (f.IsLogoMissed ? LogoMissed : 0);

    private static readonly Func<QualityFacts, int> Compiled = Sum.Compile();

    /// <summary>Its points; never less than none.</summary>
    public static int Score(QualityFacts facts) => Math.Max(0, Compiled(facts));

    /// <summary>What is wrong with it, the worst first.</summary>
    public static IReadOnlyList<QualityProblem> Problems(QualityFacts facts) =>
    [
        .. When(facts.IsLost, QualityProblem.Lost),
        .. When(facts.IsLinkDead, QualityProblem.LinkDead),
        .. When(facts.IsNodeSilent, QualityProblem.NodeSilent),
        .. When(facts.IsUnused, QualityProblem.Unused),
        .. When(facts.HasNoText, QualityProblem.NoText),
        .. When(facts.HasNoWords, QualityProblem.NoWords),
        .. When(facts.HasNoEnd, QualityProblem.NoEnd),
        .. When(facts.HasNoLogo, QualityProblem.NoLogo),
        .. When(facts.IsLogoMissed, QualityProblem.LogoMissed),
    ];

    /// <summary>The sum for rows that have facts, for the database to order by.</summary>
    public static Expression<Func<T, int>> Of<T>(Expression<Func<T, QualityFacts>> facts) =>
        Expression.Lambda<Func<T, int>>(new Replace(Sum.Parameters[0], facts.Body).Visit(Sum.Body), facts.Parameters);

    /// <summary>Whether rows have few points, for the database.</summary>
    public static Expression<Func<T, bool>> IsLow<T>(Expression<Func<T, QualityFacts>> facts)
    {
        var sum = Of(facts);
        return Expression.Lambda<Func<T, bool>>(Expression.LessThan(sum.Body, Expression.Constant(Low)), sum.Parameters);
    }

    private static QualityProblem[] When(bool isSo, QualityProblem problem) => isSo ? [problem] : [];

    private sealed class Replace(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}
