using System.Globalization;

namespace Agon.Portal.Text;

/// <summary>Sizes in words, in decimal units: "14 kB", "2.5 GB".</summary>
public static class Bytes
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>One decimal below ten, none above.</summary>
    public static string Words(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (Math.Abs(value) >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var digits = unit == 0 || Math.Abs(value) >= 9.95 ? "0" : "0.0";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
