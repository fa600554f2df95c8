using System.Text;

namespace Agon.Node.Worker.Runs;

/// <summary>Makes foreign text fit to stand inside a sentence.</summary>
internal static class PlainText
{
    private const int MaxLength = 500;

    /// <summary>One line without control characters, at most 500 characters, without a closing full stop.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= MaxLength)
            {
                line.Append('…');
                break;
            }

            line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return line.ToString().Trim().TrimEnd('.');
    }
}
