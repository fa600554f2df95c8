using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Features.Runs.Live;

/// <summary>How much of a run's log somebody has, as the id of an event: <c>3.1;Scoring=120;Worker=7</c> (run number, lease, streams).</summary>
internal sealed class LogPositions(int run, int token)
{
    private readonly SortedDictionary<LogStream, long> _ends = [];

    public int Run => run;

    public int Token => token;

    public long this[LogStream stream]
    {
        get => _ends.GetValueOrDefault(stream);
        set => _ends[stream] = value;
    }

    /// <summary>The name a stream's log has on the page and in events; another lease's log is another log.</summary>
    public static string Name(int run, int token, LogStream stream) => string.Create(CultureInfo.InvariantCulture, $"{run}.{token}.{stream}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out LogPositions? positions)
    {
        positions = null;
        var parts = text?.Split(';') ?? [];
        if (parts is not [var head, .. var ends] || head.Split('.') is not [var runText, var tokenText]
            || !TryNumber(runText, out var run) || !TryNumber(tokenText, out var token))
        {
            return false;
        }

        var parsed = new LogPositions((int)run, (int)token);
        foreach (var end in ends)
        {
            if (end.Split('=') is not [var name, var value] || !Enum.TryParse<LogStream>(name, out var stream) || !TryNumber(value, out var number))
            {
                return false;
            }

            parsed[stream] = number;
        }

        positions = parsed;
        return true;
    }

    public override string ToString() =>
        string.Join(';', _ends.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key}={e.Value}")).Prepend(string.Create(CultureInfo.InvariantCulture, $"{run}.{token}")));

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= int.MaxValue;
}
