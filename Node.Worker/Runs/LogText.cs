using System.Text;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Turns the bytes one container stream writes into text for people: UTF-8 across the edges of pieces, line ends made alike,
/// colours and other control characters taken out.
/// </summary>
internal sealed class LogText
{
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: false).GetDecoder();
    private State _state;

    private enum State
    {
        Plain,
        AfterReturn,
        AfterEscape,
        InSequence,
    }

    public string Decode(ReadOnlySpan<byte> bytes, bool flush = false)
    {
        var chars = new char[_decoder.GetCharCount(bytes, flush)];
        var count = _decoder.GetChars(bytes, chars, flush);
        var text = new StringBuilder(count);
        foreach (var next in chars.AsSpan(0, count))
        {
            Take(next, text);
        }

        return text.ToString();
    }

    private void Take(char next, StringBuilder text)
    {
        switch (_state)
        {
            // "ESC [" introduces a terminal sequence that ends with a letter or one of @[\]^_`{|}~.
            case State.AfterEscape when next == '[':
                _state = State.InSequence;
                return;
            case State.InSequence when next is >= ' ' and <= '?':
                return;
            case State.InSequence when next is >= '@' and <= '~':
                _state = State.Plain;
                return;
            case State.AfterReturn when next == '\n':
                _state = State.Plain;
                return;
        }

        _state = next switch { '\r' => State.AfterReturn, '\u001b' => State.AfterEscape, _ => State.Plain };
        if (next == '\r')
        {
            // Progress bars return to the start of the line; as a log every step is a line.
            text.Append('\n');
        }
        else if (next is '\n' or '\t' || !char.IsControl(next))
        {
            text.Append(next);
        }
    }
}
