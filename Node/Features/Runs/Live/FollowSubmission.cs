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
internal sealed class FollowSubmission(NodeDb db, News news, ReadLog readLog)
{
    /// <param name="context">The page's request.</param>
    /// <param name="submissionId">The submission whose page is open.</param>
    /// <param name="runNumber">The run whose log is shown.</param>
    /// <param name="has">What the page has of the log.</param>
    /// <param name="seen">The <see cref="State"/> the page shows.</param>
    /// <param name="maySee">Which logs the visitor may see.</param>
    public IResult Execute(HttpContext context, Guid submissionId, int runNumber, LogPositions? has, string? seen, Func<Run, LogStream, bool> maySee)
    {
        return news.Tell(context, submissionId, LookAsync);

        async IAsyncEnumerable<SseItem<string>> LookAsync(bool wasTold, [EnumeratorCancellation] CancellationToken ct)
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
                yield return News.Item(News.Changed, has?.ToString());
            }

            if (runs.TrueForAll(r => r.IsOver))
            {
                yield return News.Item(News.Done);
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
