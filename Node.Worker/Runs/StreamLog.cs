using System.Globalization;
using System.Text;
using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Keeps the log of one stream within a limit: its beginning, and when it is longer a marker and its last lines. The last ones of the
/// error output are kept apart: the message of a failure stands there, and must not drown in what else was printed.
/// Text stays here until the node has it.
/// </summary>
internal sealed class StreamLog(LogStream stream, long limitBytes)
{
    private const int MarkerBytes = 200;

    // A character takes up to three bytes of UTF-8; both tails together never take more than half of the limit.
    private readonly long _headBytes = Math.Max(0, limitBytes - MarkerBytes - (2 * 3 * TailLength(limitBytes)));
    private readonly StringBuilder _waiting = new();
    private readonly LogTail _outputTail = new(TailLength(limitBytes));
    private readonly LogTail _errorTail = new(TailLength(limitBytes));
    private long _sent;
    private long _bytes;
    private bool _isClosed;

    public LogStream Stream => stream;

    public bool HasNews => _waiting.Length > 0;

    public void Add(string text, bool isError = false)
    {
        if (_isClosed)
        {
            return;
        }

        if (_bytes < _headBytes)
        {
            var bytes = Encoding.UTF8.GetByteCount(text);
            if (_bytes + bytes < _headBytes)
            {
                _bytes += bytes;
                _waiting.Append(text);
                return;
            }

            var fits = FittingLength(text, _headBytes - _bytes);
            _bytes = _headBytes;
            _waiting.Append(text.AsSpan(0, fits));
            text = text[fits..];
        }

        (isError ? _errorTail : _outputTail).Add(text);
    }

    /// <summary>Ends the log: what was left out is said, and the last lines follow.</summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        var (output, error) = (_outputTail.Take(), _errorTail.Take());
        if (_outputTail.LeftOut + _errorTail.LeftOut is > 0 and var leftOut)
        {
            _waiting.Append(CultureInfo.InvariantCulture, $"\n[… {leftOut} characters are left out: the log is longer than {limitBytes} bytes …]\n");
        }

        _waiting.Append(output).Append(error);
    }

    /// <summary>The next pieces to send, without forgetting them.</summary>
    public IEnumerable<LogChunk> Peek(int most)
    {
        var from = 0;
        for (var piece = 0; piece < most && from < _waiting.Length; piece++)
        {
            var length = Math.Min(LogChunk.TextMaxLength, _waiting.Length - from);
            if (from + length < _waiting.Length && char.IsHighSurrogate(_waiting[from + length - 1]))
            {
                length--;
            }

            yield return new LogChunk(stream, _sent + from, _waiting.ToString(from, length));
            from += length;
        }
    }

    /// <summary>Forgets what the node has taken.</summary>
    public void Accept(LogChunk chunk)
    {
        var length = (int)(chunk.Offset + chunk.Text.Length - _sent);
        _waiting.Remove(0, length);
        _sent += length;
    }

    private static int TailLength(long limitBytes) => (int)Math.Min(4096, limitBytes / 12);

    private static int FittingLength(string text, long bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
