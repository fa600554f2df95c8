using System.Globalization;

namespace Agon.Portal.Text;

/// <summary>Lengths of time in words.</summary>
public static class Durations
{
    /// <summary>Measured time, for tables and steps: "0.4 s", "62 s", "12 min 05 s", "3 h 20 min", "2 days 4 h".</summary>
    public static string Words(TimeSpan time)
    {
        var culture = CultureInfo.InvariantCulture;
        return time.Duration() switch
        {
            { TotalSeconds: < 9.95 } t => string.Create(culture, $"{t.TotalSeconds:0.0} s"),
            { TotalSeconds: < 99.5 } t => string.Create(culture, $"{t.TotalSeconds:0} s"),
            { TotalMinutes: < 60 } t => string.Create(culture, $"{t.Minutes} min {t.Seconds:00} s"),
            { TotalHours: < 24 } t => string.Create(culture, $"{t.Hours} h {t.Minutes:00} min"),
            var t => $"{Counts.Of(t.Days, "day")} {t.Hours} h",
        };
    }

    /// <summary>A limit as it was set, in its largest whole unit: "90 seconds", "5 minutes", "2 hours", "30 days".</summary>
    public static string Limit(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "no time",
        _ when time.Ticks % TimeSpan.TicksPerDay == 0 => Counts.Of(time.Days, "day"),
        _ when time.Ticks % TimeSpan.TicksPerHour == 0 => Counts.Of((long)time.TotalHours, "hour"),
        _ when time.Ticks % TimeSpan.TicksPerMinute == 0 => Counts.Of((long)time.TotalMinutes, "minute"),
        _ => Counts.Of((long)Math.Round(time.TotalSeconds), "second"),
    };
}
