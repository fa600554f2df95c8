using System.Collections.Concurrent;
using System.Collections.Immutable;
using Agon.Portal.Hosting;

namespace Agon.Node.Features.Messaging;

/// <summary>Tells whoever watches a thing in this process that it changed. Only a nudge: a watcher reads the database to see what is new.</summary>
internal sealed class Watchers
{
    private readonly ConcurrentDictionary<Guid, ImmutableList<Watch>> _watches = new();

    /// <summary>Begins to watch; changes from now on wake the watch, several at once only once.</summary>
    public Watch Begin(Guid thing)
    {
        var watch = new Watch(this, thing);
        _watches.AddOrUpdate(thing, [watch], (_, others) => others.Add(watch));
        return watch;
    }

    public void Changed(Guid thing)
    {
        if (_watches.TryGetValue(thing, out var watches))
        {
            watches.ForEach(w => w.Wake());
        }
    }

    /// <summary>How many watch a thing: for tests and gauges.</summary>
    public int Count(Guid thing) => _watches.TryGetValue(thing, out var watches) ? watches.Count : 0;

    private void End(Watch watch)
    {
        while (_watches.TryGetValue(watch.Thing, out var before))
        {
            var after = before.Remove(watch);
            if (after.IsEmpty ? _watches.TryRemove(KeyValuePair.Create(watch.Thing, before)) : _watches.TryUpdate(watch.Thing, after, before))
            {
                return;
            }
        }
    }

    /// <summary>One watcher's ear.</summary>
    internal sealed class Watch(Watchers watchers, Guid thing) : IDisposable
    {
        private readonly Nudge<Watch> _nudge = new();

        public Guid Thing => thing;

        /// <summary>Waits for the next change, for <paramref name="atMost"/>, or until the node is asked to stop; true if there was a change.</summary>
        public async Task<bool> NextAsync(TimeSpan atMost, TimeProvider clock, CancellationToken stopping, CancellationToken ct)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
            try
            {
                return await _nudge.WaitAsync(atMost, clock, either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Wake() => _nudge.Give();

        public void Dispose() => watchers.End(this);
    }
}
