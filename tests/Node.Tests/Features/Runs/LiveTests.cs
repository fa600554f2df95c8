using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Runs.Live;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>What an open run page hears.</summary>
public sealed class LiveTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_page_that_is_up_to_date_hears_only_what_is_new_and_the_end()
    {
        var (owner, submission, run) = await Sent();
        var token = await node.Given.Lease(run);
        await using var events = await ListenAsync(owner, await AddressAsync(owner, submission));

        await Renew(run, token, RunStep.Predicting, new LogChunk(LogStream.Submission, 0, "epoch 1\n"));
        // State and log are two reads: which of two news comes first, or whether a change is told in two halves, is not promised.
        var first = new[] { await events.NextAsync(), await events.NextAsync() };
        first.ShouldContain(("log", "1.1.Submission", 0L, "epoch 1\n"));
        first.ShouldContain(e => e.Type == "changed");
        await Renew(run, token, RunStep.Predicting, new LogChunk(LogStream.Submission, 8, "epoch 2\n"));
        (await events.NextLogAsync()).ShouldBe(("log", "1.1.Submission", 8, "epoch 2\n"));
        await new TestWorker(node).ReportAsync(run, token, r => r with { Scores = new Dictionary<string, double> { ["accuracy"] = 1 } });
        await node.SettleAsync();

        (await events.NextAsync()).Type.ShouldBe("changed");
        (await events.NextAsync()).Type.ShouldBe("done");
        (await events.NextAsync()).Type.ShouldBe("end");
    }

    [Fact]
    public async Task what_happened_between_page_and_connection_is_told_at_once()
    {
        var (owner, submission, run) = await Sent();
        var address = await AddressAsync(owner, submission);
        var token = await node.Given.Lease(run);
        await Renew(run, token, RunStep.Preparing, new LogChunk(LogStream.Worker, 0, "fetched"));

        await using var events = await ListenAsync(owner, address);

        (await events.NextAsync()).ShouldBe(("log", "1.1.Worker", 0, "fetched"));
        (await events.NextAsync()).Type.ShouldBe("changed");
    }

    [Fact]
    public async Task after_a_broken_line_the_log_goes_on_where_it_was()
    {
        var (owner, submission, run) = await Sent();
        var token = await node.Given.Lease(run);
        await Renew(run, token, RunStep.Preparing, new LogChunk(LogStream.Scoring, 0, "one two"));

        await using var events = await ListenAsync(owner, await AddressAsync(owner, submission), lastEventId: "1.1;Scoring=4");

        (await events.NextAsync()).ShouldBe(("log", "1.1.Scoring", 4, "two"));
    }

    [Fact]
    public async Task an_earlier_leases_position_says_nothing_about_the_newer_log()
    {
        var (owner, submission, run) = await Sent();
        await node.Given.Lease(run);
        await new TestWorker(node).ExpireAsync();
        var token = await node.Given.Lease(run);
        await Renew(run, token, RunStep.Preparing, new LogChunk(LogStream.Scoring, 0, "again"));

        await using var events = await ListenAsync(owner, await AddressAsync(owner, submission), lastEventId: "1.1;Scoring=4");

        (await events.NextAsync()).ShouldBe(("log", "1.2.Scoring", 0, "again"));
    }

    [Fact]
    public async Task hidden_logs_are_not_told()
    {
        var (owner, submission, run) = await Sent(hideOutput: true);
        var token = await node.Given.Lease(run);
        await using var events = await ListenAsync(owner, await AddressAsync(owner, submission));

        await Renew(run, token, RunStep.Scoring, new LogChunk(LogStream.Scoring, 0, "secret"));

        (await events.NextAsync()).Type.ShouldBe("changed");
    }

    [Fact]
    public async Task others_are_not_told_anything()
    {
        var (_, submission, _) = await Sent();

        var response = await (await node.BrowserOf(await node.Given.Account())).Http.GetAsync($"/submissions/{submission.Id}/events?run=1", Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task who_goes_away_is_forgotten()
    {
        var (owner, submission, _) = await Sent();
        var watchers = node.Services.GetRequiredService<Watchers>();

        await using (var events = await ListenAsync(owner, $"/submissions/{submission.Id}/events?run=1"))
        {
            await events.NextAsync();
            watchers.Count(submission.Id).ShouldBe(1);
        }

        while (watchers.Count(submission.Id) > 0)
        {
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData("3.1;Worker=7;Scoring=120", true)]
    [InlineData("3.1", true)]
    [InlineData("", false)]
    [InlineData("3", false)]
    [InlineData("3.x", false)]
    [InlineData("3.1;Scoring", false)]
    [InlineData("3.1;Nothing=1", false)]
    [InlineData("3.1;Scoring=-1", false)]
    [InlineData("3.1;Scoring=99999999999999999999", false)]
    public void positions_are_read_back_or_not_at_all(string text, bool isGood)
    {
        LogPositions.TryParse(text, out var positions).ShouldBe(isGood);
        positions?.ToString().ShouldBe(text);
    }

    private async Task<(Account Owner, Submission Submission, Guid Run)> Sent(bool hideOutput = false)
    {
        var competition = await node.Given.Competition(change: c => c.Phases[0].HideOutput = hideOutput);
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Submission(competition, owner);
        await node.SettleAsync();
        return (owner, submission, await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).Select(r => r.Id).SingleAsync(Ct)));
    }

    private async Task Renew(Guid run, int token, RunStep step, LogChunk chunk)
    {
        await new TestWorker(node).RenewAsync(run, token, step, chunk);
        await node.SettleAsync();
    }

    private async Task<string> AddressAsync(Account account, Submission submission) =>
        (await (await node.BrowserOf(account)).VisitAsync($"/submissions/{submission.Id}")).Document.QuerySelector("[data-events]")!.GetAttribute("data-events")!;

    private async Task<Events> ListenAsync(Account account, string address, string? lastEventId = null)
    {
        var browser = await node.BrowserOf(account);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new Events(response, SseParser.Create(await response.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct).GetAsyncEnumerator(Ct));
    }

    private sealed class Events(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        private string _last = "";

        public async Task<(string Type, string Stream, long Offset, string Text)> NextAsync()
        {
            do
            {
                if (!await items.MoveNextAsync())
                {
                    return ("end", "", 0, "");
                }
            }
            // A change that is seen half by one look and half by the next is told twice.
            while (items.Current.EventType == "breath" || items.Current.EventType is "changed" && _last is "changed");

            var (type, data) = (_last = items.Current.EventType, items.Current.Data);
            data.ShouldNotBeEmpty();
            if (type != "log")
            {
                return (type, "", 0, "");
            }

            var log = JsonSerializer.Deserialize<JsonElement>(data);
            return (type, log.GetProperty("stream").GetString()!, log.GetProperty("offset").GetInt64(), log.GetProperty("text").GetString()!);
        }

        /// <summary>The next piece of log, or the end, past whatever changed meanwhile.</summary>
        public async Task<(string Type, string Stream, long Offset, string Text)> NextLogAsync()
        {
            var next = await NextAsync();
            return next.Type is "changed" ? await NextLogAsync() : next;
        }

        public async ValueTask DisposeAsync()
        {
            response.Dispose();
            await ValueTask.CompletedTask;
        }
    }
}
