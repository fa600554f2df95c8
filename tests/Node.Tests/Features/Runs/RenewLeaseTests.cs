using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>One node per test: the queue is the whole node's.</summary>
public sealed class RenewLeaseTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private readonly TestWorker _worker;

    public RenewLeaseTests() => _worker = new TestWorker(_node);

    private Given Given => _node.Given;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task a_renewal_keeps_the_lease_and_tells_the_step()
    {
        var submission = await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;
        _node.Clock.Advance(TimeSpan.FromSeconds(30));

        var renewed = (await _worker.RenewAsync(lease, step: RunStep.Predicting)).ShouldBeOfType<LeaseOutcome.Renewed>();

        renewed.Answer.ShouldBe(new LeaseRenewed(_node.Clock.GetUtcNow().AddSeconds(60), CancelRequested: false));
        var run = await _worker.FindAsync(submission);
        (run.Step, run.PredictingAt).ShouldBe((RunStep.Predicting, _node.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task steps_only_go_forward()
    {
        var submission = await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;

        await _worker.RenewAsync(lease, step: RunStep.Scoring);
        await _worker.RenewAsync(lease, step: RunStep.Predicting);

        (await _worker.FindAsync(submission)).Step.ShouldBe(RunStep.Scoring);
    }

    [Fact]
    public async Task log_text_that_comes_twice_or_overlaps_is_kept_once()
    {
        await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;

        await _worker.RenewAsync(lease, new LogChunk(LogStream.Scoring, 0, "one "));
        await _worker.RenewAsync(lease, new LogChunk(LogStream.Scoring, 0, "one "), new LogChunk(LogStream.Scoring, 4, "two "));
        await _worker.RenewAsync(lease, new LogChunk(LogStream.Scoring, 2, "e two three"), new LogChunk(LogStream.Worker, 0, "fetched"));

        (await _worker.LogAsync(lease, LogStream.Scoring)).ShouldBe("one two three");
        (await _worker.LogAsync(lease, LogStream.Worker)).ShouldBe("fetched");
    }

    [Fact]
    public async Task renewals_sent_at_once_keep_the_text_once()
    {
        await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _worker.RenewAsync(lease, new LogChunk(LogStream.Submission, 0, "epoch 1\n")))));

        (await _worker.LogAsync(lease, LogStream.Submission)).ShouldBe("epoch 1\n");
    }

    [Fact]
    public async Task characters_databases_refuse_are_replaced_one_for_one()
    {
        await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;

        await _worker.RenewAsync(lease, new LogChunk(LogStream.Scoring, 0, "a\0b\ud83dc😀"));

        (await _worker.LogAsync(lease, LogStream.Scoring)).ShouldBe("a\ufffdb\ufffdc😀");
    }

    [Fact]
    public async Task a_log_ends_at_its_limit_with_a_notice()
    {
        await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;
        var piece = new string('x', LogChunk.TextMaxLength);
        var limit = _node.Services.GetRequiredService<IOptions<RunOptions>>().Value.LogBytes;

        for (long offset = 0; offset <= limit + (2 * piece.Length); offset += piece.Length)
        {
            await _worker.RenewAsync(lease, new LogChunk(LogStream.Scoring, offset, piece));
        }

        var log = await _worker.LogAsync(lease, LogStream.Scoring);
        log.Length.ShouldBe(limit + AppendLog.CutNotice.Length);
        log.ShouldEndWith(AppendLog.CutNotice);
    }

    [Fact]
    public async Task a_renewal_with_an_older_token_is_refused()
    {
        await Given.Submission(await Given.Competition());
        var old = (await _worker.LeaseAsync())!;
        await _worker.ExpireAsync();
        (await _worker.LeaseAsync())!.FencingToken.ShouldBe(2);

        (await _worker.RenewAsync(old)).ShouldBeOfType<LeaseOutcome.Lost>();
    }

    [Fact]
    public async Task a_renewal_of_a_run_that_never_was_is_refused()
    {
        await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;

        (await _worker.RenewAsync(lease with { Id = Guid.CreateVersion7() })).ShouldBeOfType<LeaseOutcome.Lost>();
    }
}
