using System.Diagnostics;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Portal.TagHelpers;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Curation.Quality;

/// <summary>What curators read about how good listings are.</summary>
internal static class QualityMessages
{
    public const string Listing = "listing", NoListings = "There is no such listing.", Fine = "nothing";

    public static string Reasons(QualityFacts facts) => ListingQuality.Problems(facts) is { Count: > 0 } problems ? string.Join("; ", problems.Select(p => Word(p, facts))) : Fine;

    public static string Word(QualityProblem problem, QualityFacts facts) => (problem, facts) switch
    {
        (QualityProblem.LinkDead, { DeadSince: { } since, LinkProblem: { } why }) => VisitMessages.LinkDead(since, why, facts.LinkStatus),
        (QualityProblem.LogoMissed, { LogoProblem: { } why }) => VisitMessages.LogoMissed(why, facts.LogoStatus),
        _ => Word(problem),
    };

    public static string Word(QualityProblem problem) => problem switch
    {
        QualityProblem.Lost => "what stands for it is not shown",
        QualityProblem.NodeSilent => $"its node is silent for {(int)ListingQuality.Silence.TotalDays} days or more",
        QualityProblem.Unused => "over, and nobody ever sent anything",
        QualityProblem.NoText => "no text",
        QualityProblem.NoWords => "neither tags nor a task",
        QualityProblem.NoEnd => "no end",
        QualityProblem.NoLogo => "no logo",
        QualityProblem.LinkDead => "its page at the node is not there",
        QualityProblem.LogoMissed => "its logo can't be fetched",
        _ => throw new UnreachableException($"{problem}"),
    };

    public static string Word(ListingsShown shown) => shown switch
    {
        ListingsShown.All => "all",
        ListingsShown.Low => "few points",
        ListingsShown.Hidden => "hidden",
        ListingsShown.Featured => "featured",
        ListingsShown.Merged => "merged into another",
        ListingsShown.Official => "official",
        ListingsShown.Withdrawn => "withdrawn by their nodes",
        _ => throw new UnreachableException($"{shown}"),
    };

    public static IEnumerable<(BadgeTone Tone, string Word)> Badges(CuratedRow row) =>
        new (bool IsSo, BadgeTone Tone, string Word)[]
        {
            (row.IsWithdrawn, BadgeTone.Failed, "withdrawn"),
            (row.IsHidden, BadgeTone.Failed, "hidden"),
            (row.IsMerged, BadgeTone.Soon, "merged"),
            (row.IsFeatured, BadgeTone.Good, CurationMessages.Featured),
            (row.IsOfficial, BadgeTone.Trust, CurationMessages.Official),
            (row.Reports > 0, BadgeTone.Soon, Counts.Of(row.Reports, "report")),
        }.Where(b => b.IsSo).Select(b => (b.Tone, b.Word));
}
