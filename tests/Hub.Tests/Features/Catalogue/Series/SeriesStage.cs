using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Series;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Series;

/// <summary>A series over standings that nodes told.</summary>
internal sealed class SeriesStage(HubHost hub) : IDisposable
{
    private static int _count;
    private readonly List<TellingNode> _nodes = [];

    public string Slug { get; } = $"series-{Interlocked.Increment(ref _count)}";

    public string Address => HubLinks.Series.Show(Slug);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SeriesStage> MadeAsync(HubHost hub)
    {
        var stage = new SeriesStage(hub);
        (await hub.InScopeAsync(s => s.GetRequiredService<MakeSeries>().ExecuteAsync(new SeriesWords("Wheat everywhere", "Two fields.", stage.Slug), null, Ct))).ShouldBe((SeriesOutcome.Done, stage.Slug));
        return stage;
    }

    public async Task<TellingNode> NodeAsync()
    {
        var node = await TellingNode.ActiveAsync(hub);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Standings of a new competition of a new node, in the series, with these entries: name and accuracy, each sent a second after the one before.</summary>
    public async Task<ToldBoard> BoardAsync(Func<PhaseStandings, PhaseStandings>? change = null, params (string? Name, double? Accuracy)[] rows) =>
        await BoardAsync(await NodeAsync(), change, rows);

    public async Task<ToldBoard> BoardAsync(TellingNode node, Func<PhaseStandings, PhaseStandings>? change = null, params (string? Name, double? Accuracy)[] rows)
    {
        var (key, card) = (TellingNode.NewId(), node.Card($"Field {Interlocked.Increment(ref _count)}"));
        var board = card.Phases[0].Id;
        await node.TakenAsync(node.Tell(key, card), node.Tell(board, (change ?? (b => b))(TellingNode.Board(key))));
        var told = new ToldBoard(node, key, board, (await node.ListingAsync(key))!.Id, card);
        await RowsAsync(told, rows);
        (await AddAsync(told)).ShouldBe(SeriesOutcome.Done);
        return told;
    }

    public async Task RowsAsync(ToldBoard board, params (string? Name, double? Accuracy)[] rows)
    {
        foreach (var some in rows.Chunk(FeedBatch.MaxRecords))
        {
            await board.Node.TakenAsync([.. some.Select((r, i) => board.Node.Tell(new StandingsEntry
            {
                Standings = board.Key,
                Name = r.Name,
                Scores = r.Accuracy is { } accuracy ? new Dictionary<string, double> { ["accuracy"] = accuracy, ["time"] = 1 - accuracy } : [],
                SubmittedAt = hub.Clock.GetUtcNow().AddHours(-1).AddSeconds(i),
            }))]);
        }
    }

    public Task<SeriesOutcome> AddAsync(ToldBoard board) => hub.InScopeAsync(s => s.GetRequiredService<AddToSeries>().ExecuteAsync(Slug, board.ListingId, board.Key, null, Ct));

    public Task<Page> VisitAsync(string more = "") => hub.Browser().VisitAsync(Address + more);

    /// <summary>The joint leaderboard's lines without where, whose and when.</summary>
    public async Task<string[]> LinesAsync(string more = "") => Lines(await VisitAsync(more));

    public static string[] Lines(Page page) =>
        [.. page.Document.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.SkipLast(3).Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];

    /// <summary>The sources' lines, whole.</summary>
    public static string[] Sources(Page page) =>
        [.. page.Document.QuerySelectorAll("table")[^1].QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    public async Task<Page> CurateAsync() => await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.OneSeries(Slug));

    public Task<int> MembersAsync() => hub.QueryAsync(db => db.SeriesMembers.CountAsync(m => db.Series.Any(s => s.Id == m.SeriesId && s.Slug == Slug)));

    public void Dispose() => _nodes.ForEach(n => n.Dispose());
}

/// <summary>Standings a node told.</summary>
internal sealed record ToldBoard(TellingNode Node, string Competition, string Key, Guid ListingId, CompetitionCard Card);
