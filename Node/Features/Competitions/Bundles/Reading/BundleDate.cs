using System.Globalization;
using System.Text.RegularExpressions;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>
/// Understands the dates of bundles: ISO (<c>2026-11-20</c>, <c>2026-11-20 18:00</c>, <c>2026-11-20T18:00:00+01:00</c>), month first
/// (<c>11-20-2026</c>, <c>11/20/2026 6:00 PM</c>) and with names (<c>20 November 2026</c>). Without a time it is 00:00, without an offset UTC.
/// </summary>
internal static partial class BundleDate
{
    private static readonly string[] Named = ["MMM d yyyy", "MMMM d yyyy", "d MMM yyyy", "d MMMM yyyy"];
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);

    /// <summary>Whether the text is a date in numbers that would be another day if the day came first.</summary>
    public static bool IsAmbiguous(string text) =>
        Whole.Match(text.Trim()) is { Success: true } match && match.Groups["numbers"].Success
        && Number(match, "a") <= 12 && Number(match, "b") <= 12 && Number(match, "a") != Number(match, "b");

    /// <summary>The instant, UTC, or why the text is none.</summary>
    public static (DateTimeOffset? Instant, BundleDateFailure Failure) Read(string text)
    {
        var match = Whole.Match(text.Trim());
        if (!match.Success)
        {
            return (null, BundleDateFailure.NotADate);
        }

        var day = Day(match, out var failure);
        if (day is null || Time(match) is not { } time || Offset(match.Groups["zone"].Value) is not { } offset)
        {
            return (null, day is null ? failure : Time(match) is null ? BundleDateFailure.NoSuchTime : BundleDateFailure.UnknownZone);
        }

        // The calendar ends with the year 9999, in UTC too.
        var local = day.Value + time;
        return local.Year is < 1970 or > 9998
            ? (null, BundleDateFailure.NoSuchDay)
            : (new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime(), BundleDateFailure.None);
    }

    private static DateTime? Day(Match match, out BundleDateFailure failure)
    {
        failure = BundleDateFailure.NoSuchDay;
        if (match.Groups["iso"].Success)
        {
            return Day(match, "y", "m", "d");
        }

        if (match.Groups["numbers"].Success)
        {
            if (match.Groups["y2"].Length != 4)
            {
                failure = BundleDateFailure.NotADate;
                return null;
            }

            // Month first; a "month" above 12 can only be a day.
            return Number(match, "a") > 12 ? Day(match, "y2", "b", "a") : Day(match, "y2", "a", "b");
        }

        var words = Spaces.Replace(match.Groups["named"].Value.Replace(",", " ", StringComparison.Ordinal), " ");
        failure = BundleDateFailure.NotADate;
        return DateTime.TryParseExact(words, Named, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var named) ? named : null;
    }

    private static DateTime? Day(Match match, string year, string month, string day)
    {
        int y = Number(match, year), m = Number(match, month), d = Number(match, day);
        return y >= 1 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateTime(y, m, d) : null;
    }

    private static TimeSpan? Time(Match match)
    {
        if (!match.Groups["h"].Success)
        {
            return TimeSpan.Zero;
        }

        int hour = Number(match, "h"), minute = Number(match, "min"), second = Number(match, "s");
        var half = match.Groups["half"].Value.ToUpperInvariant();
        if (hour > 23 || minute > 59 || second > 59 || (half.Length > 0 && hour is 0 or > 12))
        {
            return null;
        }

        hour = half switch { "AM" => hour % 12, "PM" => (hour % 12) + 12, _ => hour };
        var fraction = match.Groups["f"].Success ? double.Parse($"0.{match.Groups["f"].Value}", CultureInfo.InvariantCulture) : 0;
        return new TimeSpan(hour, minute, second) + TimeSpan.FromMilliseconds(Math.Floor(fraction * 1000));
    }

    private static TimeSpan? Offset(string zone)
    {
        if (zone.Length == 0 || zone.ToUpperInvariant() is "Z" or "UTC" or "GMT")
        {
            return TimeSpan.Zero;
        }

        if (zone[0] is not ('+' or '-'))
        {
            return null;
        }

        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var (hours, minutes) = digits.Length > 2 ? (digits[..^2], digits[^2..]) : (digits, "0");
        var offset = new TimeSpan(int.Parse(hours, CultureInfo.InvariantCulture), int.Parse(minutes, CultureInfo.InvariantCulture), 0);
        return offset > LargestOffset ? null : zone[0] == '-' ? -offset : offset;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^((?<iso>(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2}))|(?<numbers>(?<a>[0-9]{1,2})[-/.](?<b>[0-9]{1,2})[-/.](?<y2>[0-9]{1,4}))|(?<named>[A-Za-z]{3,9}\.?\s+[0-9]{1,2},?\s+[0-9]{4}|[0-9]{1,2}\s+[A-Za-z]{3,9},?\s+[0-9]{4}))"
        + @"(([Tt]|\s+|,\s*)(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(:(?<s>[0-9]{2})([.,](?<f>[0-9]{1,9}))?)?(\s*(?<half>[AaPp][Mm]))?(\s*(?<zone>[A-Za-z]{1,5}|[-+][0-9]{1,2}(:?[0-9]{2})?))?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces { get; }
}

internal enum BundleDateFailure
{
    None,
    NotADate,
    NoSuchDay,
    NoSuchTime,
    UnknownZone,
}
