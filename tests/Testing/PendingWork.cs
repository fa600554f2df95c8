namespace Agon.Testing;

/// <summary>Counts what is under way and lets a test wait until nothing is.</summary>
public sealed class PendingWork
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _count;

    public void Begin(int count)
    {
        lock (_gate)
        {
            _count += count;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _count--;
            ReleaseIfIdle();
        }
    }

    public Task IdleAsync()
    {
        lock (_gate)
        {
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var task = _idle.Task;
            ReleaseIfIdle();
            return task;
        }
    }

    private void ReleaseIfIdle()
    {
        if (_count == 0)
        {
            _idle?.SetResult();
            _idle = null;
        }
    }
}
