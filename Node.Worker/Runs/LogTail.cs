using System.Text;

namespace Agon.Node.Worker.Runs;

/// <summary>Keeps the last characters of a text and counts those it let go.</summary>
internal sealed class LogTail(int length)
{
    private readonly StringBuilder _text = new();

    public long LeftOut { get; private set; }

    public void Add(string text)
    {
        _text.Append(text);
        if (_text.Length > 2 * length)
        {
            Shorten();
        }
    }

    /// <summary>Gives what is kept and forgets it.</summary>
    public string Take()
    {
        Shorten();
        var kept = _text.ToString();
        _text.Clear();
        return kept;
    }

    private void Shorten()
    {
        var surplus = _text.Length - length;
        if (surplus > 0)
        {
            surplus += char.IsLowSurrogate(_text[surplus]) ? 1 : 0;
            _text.Remove(0, surplus);
            LeftOut += surplus;
        }
    }
}
