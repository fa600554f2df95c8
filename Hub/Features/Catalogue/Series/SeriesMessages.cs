using System.Diagnostics;
using System.Globalization;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Series;

internal static class SeriesMessages
{
    public const string About = "A series puts standings of several competitions beside each other, of any nodes. Scores are ranked in one table only where they say the same.";
    public const string NoSeries = "There is no series yet.";
    public const string NothingShown = "None of its competitions shows standings now.";
    public const string NobodyRanked = "Nobody is ranked here yet.";
    public const string EnterTitle = "Write a title of at most 120 characters.";
    public const string TextTooLong = "Write at most 2000 characters.";
    public const string ByScore = "All of its standings have the same metric, direction and scoring programs, so their scores are ranked in one table. Equals share a rank. An entry counts for itself, whoever else's it is.";
    public const string ByPercentile = "The scores below are not the same measure, so they are not ranked against each other. What is compared is how far up an entry stands in its own competition: (rank − ½) / number of ranked entries, where equals have the mean of their ranks. The smaller, the further up.";
    public const string OtherReferences = "They are scored against different reference data: the same score may be harder to reach in one than in another.";
    public const string SureToRemove = "Tick the box if you are sure.";
    public const string NothingFound = "No listed competition with standings has these words in its title or address.";
    public const string NotShown = "not shown now: withdrawn, its node suspended, or without standings";

    public static string Made(string title) => $"The series “{title}” is made. Now add standings.";

    public static string Sentence(SeriesOutcome outcome) => outcome switch
    {
        SeriesOutcome.Done => "Saved. It stands under the changes, where it can be undone.",
        SeriesOutcome.NoTitle => EnterTitle,
        SeriesOutcome.TextTooLong => TextTooLong,
        SeriesOutcome.SlugUnfit => "Write a name for the address with letters from a to z or digits.",
        SeriesOutcome.SlugTaken => "Another series has this name in its address, or had it. Write another one.",
        SeriesOutcome.NoSeries => "This series was removed meanwhile.",
        SeriesOutcome.NoStandings => "There are no standings of this phase now. Look for others.",
        SeriesOutcome.InAlready => "They belong to the series already.",
        SeriesOutcome.Full => $"A series has at most {ListingSeries.MaxMembers} standings. Take others out first, or make a second series.",
        SeriesOutcome.NotIn => "They do not belong to the series any more.",
        _ => throw new UnreachableException($"{outcome}"),
    };

    /// <summary>In what a source differs from the first of the series: "another metric (F1) and other scoring programs".</summary>
    public static string Sentence(IReadOnlyList<Difference> differences, SeriesSource source) => string.Join(" and ", differences.Select(d => d switch
    {
        Difference.Metric => $"another metric ({source.Standings!.Metric})",
        Difference.Direction => source.Standings!.IsSmallerBetter ? "smaller is better" : "larger is better",
        Difference.Scorers => "other scoring programs",
        _ => throw new UnreachableException($"{d}"),
    }));

    /// <summary>A percentile as people read it: "top 2.5 %".</summary>
    public static string Words(double percentile) => string.Create(CultureInfo.InvariantCulture, $"top {100 * percentile:0.0} %");

    public static string Ranked(int all, int shown) =>
        Counts.Of(all, "ranked entry", "ranked entries") + (shown < all ? $" (the first {Counts.Words(shown)} can be looked through)" : "");

    public static string Standings(int number) => Counts.Of(number, "standings", "standings");
}
