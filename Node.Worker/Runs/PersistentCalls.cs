namespace Agon.Node.Worker.Runs;

/// <summary>Repeats a call to the node until it is answered, one way or the other.</summary>
internal sealed class PersistentCalls(RetryLadder ladder, TimeProvider clock)
{
    /// <summary>The node's answer, or the last failure when patience ran out.</summary>
    public async Task<NodeReply> UntilAnsweredAsync(Func<CancellationToken, Task<NodeReply>> call, TimeSpan patience, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            var reply = await call(ct);
            if (reply is not NodeReply.Unreachable || clock.GetElapsedTime(begun) > patience)
            {
                return reply;
            }

            await ladder.WaitAsync(failures, clock, ct);
        }
    }
}
