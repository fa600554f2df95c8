using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class LeaseKeeperTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunStop _stop = new();
    private FakeNode _node = null!;
    private WorkerHost _worker = null!;
    private RunLogs _logs = null!;
    private OfferedRun _offered = null!;
    private ActiveRun _run = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await FakeNode.StartAsync();
        _worker = WorkerHost.Build(_node.Url, "/nowhere.sock", clock: _clock);
        _logs = new RunLogs(1 << 20, _clock);
        _offered = _node.Offer(new Wish { RenewEverySeconds = 15 });
        _run = new ActiveRun(_offered.Lease, RunDirectories.Create(_worker.Directory.Path, "run", new ContainerUser(1, 1, CanGive: false)), _logs, _stop);
    }

    [Fact]
    public async Task without_news_the_lease_is_renewed_soon_enough_to_hear_of_a_cancel()
    {
        using var over = new CancellationTokenSource();
        var keeping = _worker.Get<LeaseKeeper>().KeepAsync(_run, over.Token);

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        _offered.Renewals.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        await _node.Changed.UntilAsync(() => _offered.Renewals.Count == 1, Ct);
        await over.CancelAsync();
        await keeping;
    }

    [Fact]
    public async Task a_node_that_never_answers_ends_the_patience()
    {
        _node.Status = 503;
        var begun = _clock.GetUtcNow();
        var keeping = _worker.Get<LeaseKeeper>().KeepAsync(_run, CancellationToken.None);

        await _clock.AdvanceUntilAsync(() => keeping.IsCompleted, TimeSpan.FromSeconds(10), Ct);

        _stop.Cause.ShouldBe(StopCause.LeaseLost);
        (_clock.GetUtcNow() - begun).ShouldBeGreaterThan(LeaseKeeper.Patience);
    }

    [Fact]
    public async Task a_renewal_that_was_not_answered_is_repeated_with_the_same_offset()
    {
        _logs.Say("hello");
        _node.Status = 503;
        (await _worker.Get<LeaseKeeper>().RenewAsync(_run, Ct)).ShouldNotBeNull();
        _node.Status = null;
        _logs.Say("again");

        (await _worker.Get<LeaseKeeper>().RenewAsync(_run, Ct)).ShouldBeNull();

        _offered.Renewals.Single().Logs.Single().Offset.ShouldBe(0);
        _offered.Log(LogStream.Worker).ShouldBe("00:00 hello\n00:00 again\n");
    }

    [Fact]
    public void the_first_cause_of_a_stop_counts()
    {
        _stop.Request(StopCause.Cancelled);
        _stop.Request(StopCause.LeaseLost);

        _stop.Cause.ShouldBe(StopCause.Cancelled);
        _stop.Token.IsCancellationRequested.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _logs.Dispose();
        _stop.Dispose();
        await _worker.DisposeAsync();
        await _node.DisposeAsync();
    }
}
