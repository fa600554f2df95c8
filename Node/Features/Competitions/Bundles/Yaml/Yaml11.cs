using System.Globalization;
using System.Text.RegularExpressions;

namespace Agon.Node.Features.Competitions.Bundles.Yaml;

/// <summary>
/// Decides what a scalar means by the rules of YAML 1.1, as the usual Python reader does: <c>yes</c> and <c>on</c> are true,
/// <c>010</c> is eight, <c>1_000</c> a thousand and <c>10:00</c> six hundred. Quoted values are accepted where they can be understood.
/// </summary>
internal static partial class Yaml11
{
    public static bool IsNull(YamlScalar scalar) => scalar is { IsPlain: true, Text: "" or "~" or "null" or "Null" or "NULL" };

    public static bool? ToBool(YamlScalar scalar) => scalar.Text switch
    {
        "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
        "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
        "1" => true,
        "0" => false,
        _ => null,
    };

    public static long? ToInteger(YamlScalar scalar)
    {
        var text = scalar.Text.Trim();
        if (!Integer.IsMatch(text))
        {
            return WholeDecimal.Match(text) is { Success: true } whole ? Parse(whole.Groups[1].Value, 10) : null;
        }

        var isNegative = text[0] == '-';
        var digits = text.TrimStart('+', '-').Replace("_", "", StringComparison.Ordinal);
        var value = digits switch
        {
            _ when digits.Contains(':', StringComparison.Ordinal) => Sexagesimal(digits),
            ['0', 'x' or 'X', .. var rest] => Parse(rest, 16),
            ['0', 'b' or 'B', .. var rest] => Parse(rest, 2),
            ['0', .. { Length: > 0 } rest] when scalar.IsPlain && rest.All(c => c is >= '0' and <= '7') => Parse(rest, 8),
            _ => Parse(digits, 10),
        };
        return isNegative ? -value : value;
    }

    private static long? Sexagesimal(string digits)
    {
        long value = 0;
        foreach (var part in digits.Split(':'))
        {
            if (value > int.MaxValue || Parse(part, 10) is not { } digit)
            {
                return null;
            }

            value = (value * 60) + digit;
        }

        return value;
    }

    private static long? Parse(string digits, int radix)
    {
        if (radix == 10)
        {
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        }

        // Longer ones are beyond every limit here, and would wrap around silently.
        return digits.Length is 0 or > 15 || (radix == 2 && digits.Length > 62) ? null : Convert.ToInt64(digits, radix);
    }

    [GeneratedRegex(@"^[-+]?(0[bB][01_]+|0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(:[0-5]?[0-9])*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Integer { get; }

    [GeneratedRegex(@"^([-+]?[0-9]{1,15})\.0*$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeDecimal { get; }
}
