namespace Agon.Node.Worker.Runs;

/// <summary>Why a step may not go on writing, and the name or the clause that goes with it.</summary>
internal sealed record WriteBreach(StepBreak Break, string? Detail);

/// <summary>Watches the directories of a step, and the disk they are on, while its programs run.</summary>
internal sealed class OutputWatch(DiskRoom room, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>Gives the first breach; null when the token says that the programs are done.</summary>
    public async Task<WriteBreach?> WatchAsync(IReadOnlyList<string> directories, long limit, CancellationToken over)
    {
        var pause = Every;
        string? hiddenBefore = null;
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, over);
                var begun = clock.GetTimestamp();
                if (Look(directories, limit, out var hidden) is { } breach)
                {
                    return breach;
                }

                // Once may be a directory on its way to its right mode; twice is a place to hide things in.
                if (hidden is not null && hiddenBefore is not null)
                {
                    return new WriteBreach(StepBreak.OutputHidden, hidden);
                }

                hiddenBefore = hidden;

                // A hundred thousand files take a while to look at; that must not become the worker's main work.
                var took = clock.GetElapsedTime(begun) * 5;
                pause = took > Every ? took : Every;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return null;
        }
    }

    private WriteBreach? Look(IReadOnlyList<string> directories, long limit, out string? hidden)
    {
        hidden = null;
        if (room.Shortage() is { } shortage)
        {
            return new WriteBreach(StepBreak.DiskShort, shortage);
        }

        foreach (var directory in directories)
        {
            var facts = WrittenTree.Measure(directory, limit);
            if (facts.IsOver(limit))
            {
                return new WriteBreach(StepBreak.TooLarge, null);
            }

            hidden ??= facts.Unreachable;
        }

        return null;
    }
}
