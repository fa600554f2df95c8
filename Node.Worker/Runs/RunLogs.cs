using System.Globalization;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>Collects the logs of one run from its containers and from the worker itself, and says when there is something to send.</summary>
internal sealed class RunLogs : IDisposable
{
    // 8 × 65 536 characters a call; more goes with the next one.
    public const int ChunksPerCall = 8;

    private readonly Lock _gate = new();
    private readonly StreamLog[] _streams;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly SemaphoreSlim _news = new(0, 1);

    public RunLogs(long limitBytes, TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _streams = [.. Enum.GetValues<LogStream>().Select(stream => new StreamLog(stream, limitBytes))];
    }

    /// <summary>Writes a line of the worker's own, with the time since the run was taken.</summary>
    public void Say(string line)
    {
        var since = _clock.GetElapsedTime(_start);
        Add(LogStream.Worker, string.Create(CultureInfo.InvariantCulture, $"{(int)since.TotalMinutes:00}:{since.Seconds:00} {line}\n"));
    }

    /// <summary>Gives the place where a container's output goes; one decoder for each of its two streams.</summary>
    public OutputSink Sink(LogStream stream)
    {
        var (output, error) = (new LogText(), new LogText());
        return (isError, bytes) => Add(stream, (isError ? error : output).Decode(bytes), isError);
    }

    public void Add(LogStream stream, string text, bool isError = false)
    {
        lock (_gate)
        {
            _streams[(int)stream].Add(text, isError);
        }

        Nudge();
    }

    /// <summary>Ends every log: nothing is added from here on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var stream in _streams)
            {
                stream.Close();
            }
        }

        Nudge();
    }

    /// <summary>Wakes whoever waits for news; also used when the step or the image changed.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            if (_news.CurrentCount == 0)
            {
                _news.Release();
            }
        }
    }

    /// <summary>Waits for news, at most until the token says so.</summary>
    public Task WaitForNewsAsync(CancellationToken ct) => _news.WaitAsync(ct);

    /// <summary>The next pieces to send.</summary>
    public IReadOnlyList<LogChunk> Peek(int most = ChunksPerCall)
    {
        lock (_gate)
        {
            return [.. _streams.SelectMany(stream => stream.Peek(most)).Take(most)];
        }
    }

    /// <summary>Forgets pieces the node has taken.</summary>
    public void Accept(IReadOnlyList<LogChunk> chunks)
    {
        lock (_gate)
        {
            foreach (var chunk in chunks)
            {
                _streams[(int)chunk.Stream].Accept(chunk);
            }

            if (_streams.Any(stream => stream.HasNews) && _news.CurrentCount == 0)
            {
                _news.Release();
            }
        }
    }

    public void Dispose() => _news.Dispose();
}
