using System.Threading.Channels;

namespace Agon.Portal.Hosting;

/// <summary>Wakes whoever waits for work of a kind; many nudges before a look are one. Only a nudge: the rows are the truth.</summary>
/// <typeparam name="TFor">Who is woken.</typeparam>
public sealed class Nudge<TFor>
{
    private readonly Channel<bool> _given = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the one who waits, or whoever waits next.</summary>
    public void Give() => _given.Writer.TryWrite(true);

    /// <summary>Takes a nudge if there is one.</summary>
    public bool TryTake() => _given.Reader.TryRead(out _);

    /// <summary>Waits for a nudge; false when the longest wait is over, when it is time to look anyway.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            return await _given.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
