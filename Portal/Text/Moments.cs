using System.Globalization;

namespace Agon.Portal.Text;

/// <summary>Points in time in words. Always UTC, and it says so.</summary>
public static class Moments
{
    /// <summary>How far from now: "in 3 days", "in 25 minutes", "now", "12 minutes ago", "yesterday", "3 days ago".</summary>
    public static string Relative(DateTimeOffset instant, DateTimeOffset now)
    {
        var distance = instant - now;
        return distance.Duration() switch
        {
            { TotalSeconds: < 45 } => distance > TimeSpan.Zero ? "in less than a minute" : "just now",
            _ when distance > TimeSpan.Zero => $"in {Rough(distance)}",
            { TotalHours: >= 24 and < 48 } => "yesterday",
            _ => $"{Rough(-distance)} ago",
        };
    }

    /// <summary>How much is left until then: "3 days left", "25 minutes left", or "over".</summary>
    public static string Left(DateTimeOffset instant, DateTimeOffset now) =>
        instant <= now ? "over" : instant - now < TimeSpan.FromSeconds(45) ? "less than a minute left" : $"{Rough(instant - now)} left";

    /// <summary>The day and minute: "Fri 20 Nov, 23:59 UTC"; another year is named: "20 Nov 2025, 23:59 UTC".</summary>
    public static string Exact(DateTimeOffset instant, DateTimeOffset now)
    {
        var format = instant.UtcDateTime.Year == now.UtcDateTime.Year ? "ddd d MMM, HH:mm 'UTC'" : "d MMM yyyy, HH:mm 'UTC'";
        return instant.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The day: "20 Nov 2026".</summary>
    public static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>For machines, as in <c>&lt;time datetime&gt;</c>: to the second, with a Z.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Whole units, rounded down: a deadline is never farther than we say.
    private static string Rough(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "1 minute",
        { TotalMinutes: < 60 } => Counts.Of(time.Minutes, "minute"),
        { TotalHours: < 24 } => Counts.Of(time.Hours, "hour"),
        { TotalDays: < 60 } => Counts.Of(time.Days, "day"),
        { TotalDays: < 730 } => Counts.Of(time.Days / 30, "month"),
        _ => Counts.Of(time.Days / 365, "year"),
    };
}
