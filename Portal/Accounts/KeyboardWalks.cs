namespace Agon.Portal.Accounts;

/// <summary>Tells whether fingers only walked: along the rows of a keyboard, along the alphabet, or on the spot.</summary>
internal static class KeyboardWalks
{
    private const double Most = 0.75;
    private static readonly string[] Qwerty = ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"];
    private static readonly string[] Qwertz = ["1234567890-=", "qwertzuiop[]", "asdfghjkl;'", "yxcvbnm,./"];
    private static readonly string[] Azerty = ["1234567890-=", "azertyuiop[]", "qsdfghjklm'", "wxcvbn,./"];

    /// <summary>Whether nearly every character is next to the one before it.</summary>
    public static bool Is(string lower) =>
        lower.Length > 1 && ((string[][])[Qwerty, Qwertz, Azerty]).Any(keys => Steps(lower, keys) >= Most * (lower.Length - 1));

    private static int Steps(string text, string[] keys) =>
        Enumerable.Range(1, text.Length - 1).Count(i => Follows(text[i - 1], text[i]) || AreNeighbours(text[i - 1], text[i], keys));

    // One after the other in the alphabet, or the same again.
    private static bool Follows(char first, char second) => char.IsAsciiLetterOrDigit(first) && char.IsAsciiLetterOrDigit(second) && Math.Abs(first - second) <= 1;

    private static bool AreNeighbours(char first, char second, string[] keys) =>
        Find(first, keys) is var (row, column) && Find(second, keys) is var (otherRow, otherColumn)
        && Math.Abs(row - otherRow) <= 1 && Math.Abs(column - otherColumn) <= 1;

    private static (int Row, int Column)? Find(char key, string[] keys)
    {
        for (var row = 0; row < keys.Length; row++)
        {
            if (keys[row].IndexOf(key, StringComparison.Ordinal) is >= 0 and var column)
            {
                return (row, column);
            }
        }

        return null;
    }
}
