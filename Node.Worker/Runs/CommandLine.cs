using System.Text;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Splits a command into words by the quoting rules of a POSIX shell, without being one: no variables, globs, pipes or comments.
/// The words are those Python's <c>shlex.split</c> gives, which is what programs were written for.
/// </summary>
internal static class CommandLine
{
    public static CommandWords Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;

        for (var at = 0; at < command.Length; at++)
        {
            switch (command[at])
            {
                case ' ' or '\t' or '\r' or '\n':
                    if (inWord)
                    {
                        words.Add(word.ToString());
                        word.Clear();
                        inWord = false;
                    }

                    break;

                case '\\' when at + 1 == command.Length:
                    return new CommandWords.Wrong("it ends in a backslash with nothing after it");

                case '\\':
                    word.Append(command[++at]);
                    inWord = true;
                    break;

                case '\'' or '"':
                    inWord = true;
                    if (!TryReadQuoted(command, ref at, word))
                    {
                        return new CommandWords.Wrong($"a quotation mark ({command[at]}) is opened and never closed");
                    }

                    break;

                case var other:
                    word.Append(other);
                    inWord = true;
                    break;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return new CommandWords.Right(words);
    }

    // Inside double quotes a backslash escapes only itself and the quote; inside single quotes nothing is special.
    private static bool TryReadQuoted(string command, ref int at, StringBuilder word)
    {
        var quote = command[at];
        for (var next = at + 1; next < command.Length; next++)
        {
            if (command[next] == quote)
            {
                at = next;
                return true;
            }

            if (quote == '"' && command[next] == '\\' && next + 1 < command.Length && command[next + 1] is '"' or '\\')
            {
                next++;
            }

            word.Append(command[next]);
        }

        return false;
    }
}

/// <summary>What splitting a command gave.</summary>
internal abstract record CommandWords
{
    private CommandWords()
    {
    }

    internal sealed record Right(IReadOnlyList<string> Words) : CommandWords;

    /// <summary>It can't be split; the reason is a clause.</summary>
    internal sealed record Wrong(string Reason) : CommandWords;
}
