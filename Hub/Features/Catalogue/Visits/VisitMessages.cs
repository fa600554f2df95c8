using System.Diagnostics;
using System.Globalization;
using Agon.Hub.Features.Catalogue.Logos;

namespace Agon.Hub.Features.Catalogue.Visits;

/// <summary>What curators read about visits to nodes that were in vain.</summary>
internal static class VisitMessages
{
    public const string GivenUp = "given up until the card changes", Dead = "dead", Failing = "did not answer last time";

    /// <summary>Part of a sentence.</summary>
    public static string Word(VisitProblem problem, int? status) => problem switch
    {
        VisitProblem.Unreachable => "nothing answers",
        VisitProblem.PrivateAddress => "it lies in a private network",
        VisitProblem.TooSlow => $"no whole answer within {VisitNode.TimeLimit.TotalSeconds:0} seconds",
        VisitProblem.Redirected => $"it sends elsewhere ({status})",
        VisitProblem.WrongStatus => $"the answer is {status}",
        VisitProblem.TooLarge => "it is larger than 1 MiB",
        VisitProblem.OtherBytes => "it is not the picture whose SHA-256 was told",
        VisitProblem.NoPicture => "it is no PNG, JPEG, GIF or WebP",
        VisitProblem.TooManyPixels => $"it is wider or higher than {StoredLogo.MaxSide} pixels",
        VisitProblem.TooMany => "the hub keeps no more pictures of this node",
        _ => throw new UnreachableException($"{problem}"),
    };

    public static string LogoMissed(VisitProblem problem, int? status) => $"its logo can't be fetched: {Word(problem, status)}";

    public static string LinkDead(DateTimeOffset since, VisitProblem problem, int? status) =>
        string.Create(CultureInfo.InvariantCulture, $"its page at the node is not there since {since.UtcDateTime:d MMM yyyy}: {Word(problem, status)}");
}
