namespace Agon.Testing;

/// <summary>A clock that stands still until a test moves it; timers due on the way go off in order.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far it goes by itself whenever it is read, as a real one does.</summary>
    public TimeSpan Pace { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now += Pace;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public void MoveTo(DateTimeOffset instant)
    {
        while (TakeDue(instant) is { } due)
        {
            due();
        }

        lock (_gate)
        {
            _now = instant;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private Action? TakeDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_timers.Where(t => t.Due <= until).MinBy(t => t.Due) is not { } next)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            next.Due += next.Period;
            if (next.Period == TimeSpan.Zero)
            {
                _timers.Remove(next);
            }

            return next.Callback;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public Action Callback { get; } = callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDueNow;
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
                isDueNow = dueTime == TimeSpan.Zero;
                if (dueTime > TimeSpan.Zero || (isDueNow && Period > TimeSpan.Zero))
                {
                    Due = clock._now + (isDueNow ? Period : dueTime);
                    clock._timers.Add(this);
                }
            }

            if (isDueNow)
            {
                ThreadPool.QueueUserWorkItem(_ => Callback());
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
