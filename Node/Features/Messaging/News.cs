using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Agon.Node.Features.Messaging;

/// <summary>Looks what is new for an open page; an item <see cref="News.Done"/> ends its news.</summary>
/// <param name="wasTold">Whether something changed; false at the beginning, and when only time has passed.</param>
/// <param name="ct">Ends with the connection.</param>
internal delegate IAsyncEnumerable<SseItem<string>> Look(bool wasTold, CancellationToken ct);

/// <summary>Tells open pages what is new, as server-sent events: at once that they are connected, then at every change, and a breath in between.</summary>
internal sealed class News(Watchers watchers, TimeProvider clock)
{
    /// <summary>Something changed: the page fetches itself anew.</summary>
    public const string Changed = "changed";

    /// <summary>There will be no more news.</summary>
    public const string Done = "done";

    // A sign of life that keeps proxies from closing the line, and a look in case a nudge was lost.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(20);

    /// <summary>Tells a page that a thing changed, and nothing else.</summary>
    /// <param name="context">The page's request.</param>
    /// <param name="thing">What is watched, see <see cref="Watchers"/>.</param>
    /// <param name="pause">The least time between two changes told.</param>
    public IResult Tell(HttpContext context, Guid thing, TimeSpan pause) => Tell(context, thing, ChangeAsync, pause);

    /// <summary>Tells a page what <paramref name="look"/> finds: at the beginning, at each change of the thing, and after each breath.</summary>
    public IResult Tell(HttpContext context, Guid thing, Look look, TimeSpan pause = default)
    {
        // nginx would collect the events.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(TellAsync(thing, look, pause, LiveLimits.EndOf(context), context.RequestAborted));
    }

    /// <summary>An event that says all by its name.</summary>
    public static SseItem<string> Item(string type, string? id = null) => new("1", type) { EventId = id };

    /// <summary>The events themselves, until <paramref name="end"/> or the page goes away.</summary>
    internal async IAsyncEnumerable<SseItem<string>> TellAsync(
        Guid thing, Look look, TimeSpan pause, CancellationToken end, [EnumeratorCancellation] CancellationToken ct)
    {
        using var watch = watchers.Begin(thing);
        var wasTold = false;

        // Nothing of an answer is sent before its first event.
        yield return Item("breath");
        while (true)
        {
            await foreach (var item in look(wasTold, ct))
            {
                yield return item;
                if (item.EventType == Done)
                {
                    yield break;
                }
            }

            if (wasTold && pause > TimeSpan.Zero)
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(end, ct);
                await Task.Delay(pause, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            wasTold = await watch.NextAsync(Breath, clock, end, ct);
            if (end.IsCancellationRequested)
            {
                yield break;
            }

            if (!wasTold)
            {
                yield return Item("breath");
            }
        }
    }

    /// <summary>A look of those who only pass on that they were told.</summary>
    internal static async IAsyncEnumerable<SseItem<string>> ChangeAsync(bool wasTold, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        if (wasTold)
        {
            yield return Item(Changed);
        }
    }
}
