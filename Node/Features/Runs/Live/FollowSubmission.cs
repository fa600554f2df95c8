using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs.Live;

/// <summary>
/// Tells an open run page what is new, until all is over: <c>log</c> with a piece of text, <c>changed</c> when anything else is, <c>done</c>
/// at the end. It reads the database at every nudge, so nothing is lost between nudges, and a page that comes back is brought up to date.
/// </summary>
internal sealed class FollowSubmission(NodeDb db, Watchers watchers, ReadLog readLog, TimeProvider clock)
{
    // A sign of life that keeps proxies from closing the line, and a look in case a nudge was lost.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(20);

    // Browsers drop events without data.
    private const string Something = "1";

    /// <param name="submissionId">The submission whose page is open.</param>
    /// <param name="runNumber">The run whose log is shown.</param>
    /// <param name="has">What the page has of the log.</param>
    /// <param name="seen">The <see cref="State"/> the page shows.</param>
    /// <param name="maySee">Which logs the visitor may see.</param>
    /// <param name="stopping">The node is asked to stop: the page will ask again.</param>
    /// <param name="ct">Ends with the connection.</param>
    public async IAsyncEnumerable<SseItem<string>> ExecuteAsync(
        Guid submissionId, int runNumber, LogPositions? has, string? seen, Func<Run, LogStream, bool> maySee, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var watch = watchers.Begin(submissionId);

        // Nothing of an answer is sent before its first event, and the page should know that it is connected.
        yield return new SseItem<string>(Something, "breath");
        while (true)
        {
            var runs = await db.Runs.AsNoTracking().Where(r => r.SubmissionId == submissionId).OrderBy(r => r.Number).ToListAsync(ct);
            if (runs.Find(r => r.Number == runNumber) is { } run)
            {
                has = has?.Run == run.Number && has.Token == run.FencingToken ? has : new LogPositions(run.Number, run.FencingToken);
                await foreach (var item in LogAsync(run, has, maySee, ct))
                {
                    yield return item;
                }
            }

            var state = State(runs, await StreamsAsync(runs, runNumber, maySee, ct));
            if (state != seen)
            {
                seen = state;
                yield return new SseItem<string>(Something, "changed") { EventId = has?.ToString() };
            }

            if (runs.TrueForAll(r => r.IsOver))
            {
                yield return new SseItem<string>(Something, "done");
                yield break;
            }

            var isNews = await watch.NextAsync(Breath, clock, stopping, ct);
            if (stopping.IsCancellationRequested)
            {
                yield break;
            }

            if (!isNews)
            {
                yield return new SseItem<string>(Something, "breath");
            }
        }
    }

    /// <summary>What a page shows besides the log's text: when this differs, it is out of date.</summary>
    public static string State(IEnumerable<Run> runs, IEnumerable<LogStream> streams) =>
        string.Join('-', runs.Select(r => $"{r.Status}{r.Step}{r.FencingToken}{(r.IsCancelRequested ? "x" : "")}{(r.ImageName is null ? "" : "i")}")
            .Concat(streams.Order().Select(s => $"{s}")));

    private async IAsyncEnumerable<SseItem<string>> LogAsync(Run run, LogPositions has, Func<Run, LogStream, bool> maySee, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var stream in Enum.GetValues<LogStream>().Where(s => maySee(run, s)))
        {
            await foreach (var chunk in readLog.FromAsync(run.Id, run.FencingToken, stream, has[stream], ct))
            {
                has[stream] = chunk.Offset + chunk.Text.Length;
                var name = LogPositions.Name(run.Number, run.FencingToken, stream);
                var data = JsonSerializer.Serialize(new { stream = name, offset = chunk.Offset, text = chunk.Text }, JsonSerializerOptions.Web);
                yield return new SseItem<string>(data, "log") { EventId = has.ToString() };
            }
        }
    }

    private async Task<List<LogStream>> StreamsAsync(List<Run> runs, int runNumber, Func<Run, LogStream, bool> maySee, CancellationToken ct) =>
        runs.Find(r => r.Number == runNumber) is { } run
            ? [.. (await db.RunLogs.Where(l => l.RunId == run.Id && l.FencingToken == run.FencingToken).Select(l => l.Stream).Distinct().ToListAsync(ct)).Where(s => maySee(run, s))]
            : [];
}
