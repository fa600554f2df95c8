using System.Globalization;

namespace Agon.Portal.Text;

/// <summary>Numbers in words.</summary>
public static class Counts
{
    /// <summary>A number with a thin space between thousands: "1 204".</summary>
    public static string Words(long number) => number.ToString("#,0", Grouped);

    /// <summary>A number and its noun: "1 participant", "1 204 participants", "no participants".</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for any other number, where it is not the first with an s.</param>
    public static string Of(long number, string one, string? many = null) => number switch
    {
        1 => $"1 {one}",
        0 => $"no {many ?? one + "s"}",
        _ => $"{Words(number)} {many ?? one + "s"}",
    };

    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "\u202f" };
}
