namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>Lets a test wait for something to be true without asking all the time: whoever changes anything raises it.</summary>
internal sealed class Signal
{
    /// <summary>Far longer than anything takes; a test that waits this long has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TaskCompletionSource _next = New();

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    public async Task UntilAsync(Func<bool> happened, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(Patience);
        while (true)
        {
            var next = _next.Task;
            if (happened())
            {
                return;
            }

            await next.WaitAsync(late.Token);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
