using System.Net.ServerSentEvents;
using Agon.Node.Features.Messaging;

namespace Agon.Node.Tests.Features.Messaging;

public sealed class NewsTests
{
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly Watchers _watchers = new();
    private readonly Guid _thing = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_page_is_told_at_once_then_of_changes_and_breathes_in_between()
    {
        await using var events = Listen();

        (await NextAsync(events)).ShouldBe("breath");
        _watchers.Changed(_thing);
        (await NextAsync(events)).ShouldBe("changed");
        var breath = NextAsync(events);
        _clock.Advance(TimeSpan.FromSeconds(20));
        (await breath).ShouldBe("breath");
    }

    [Fact]
    public async Task many_changes_at_once_are_told_once()
    {
        await using var events = Listen();
        await NextAsync(events);
        _watchers.Changed(_thing);
        _watchers.Changed(_thing);
        (await NextAsync(events)).ShouldBe("changed");

        var next = NextAsync(events);
        _clock.Advance(TimeSpan.FromSeconds(20));

        (await next).ShouldBe("breath");
    }

    [Fact]
    public async Task when_the_line_has_to_end_nobody_is_left_behind()
    {
        using var end = new CancellationTokenSource();
        await using var events = Listen(end.Token);
        await NextAsync(events);
        var next = NextAsync(events);

        await end.CancelAsync();

        (await next).ShouldBe("end");
        _watchers.Count(_thing).ShouldBe(0);
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        if (!await events.MoveNextAsync())
        {
            return "end";
        }

        events.Current.Data.ShouldNotBeEmpty();
        return events.Current.EventType;
    }

    private IAsyncEnumerator<SseItem<string>> Listen(CancellationToken end = default) =>
        new News(_watchers, _clock).TellAsync(_thing, News.ChangeAsync, pause: default, end, Ct).GetAsyncEnumerator(Ct);
}
