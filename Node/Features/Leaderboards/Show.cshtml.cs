using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Leaderboards;

internal sealed class ShowModel(CompetitionAccess access, FindLeaderboard find, ReadLeaderboard read, ReadScorePlot readPlot, TimeProvider clock) : PageModel
{
    public Competition Competition => access.Competition;
    public bool MayManage => access.MayManage;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public FoundLeaderboard? Found { get; private set; }

    /// <summary>Null: there is none, or the visitor is kept from it.</summary>
    public LeaderboardView? View { get; private set; }

    public (ScorePlot Plot, ColumnView Column)? Plot { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? phase, string? board, string? task, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        var chosen = phase is null ? Usual() : int.TryParse(phase, out var wanted) ? Competition.Phases.Find(p => p.Number == wanted) : null;
        if (chosen is null)
        {
            return phase is null ? Page() : NotFound();
        }

        Found = await find.ExecuteAsync(access, chosen, board, task, ct);
        if (board is null && Found is { IsKept: true, Boards: [var seen, ..] })
        {
            Found = Found with { Query = Found.Query with { Board = seen } };
        }

        if (Found is null)
        {
            return NotFound();
        }

        if (!Found.IsKept)
        {
            View = await read.ExecuteAsync(Found.Query with { Page = int.TryParse(number, out var page) ? page : null, AccountId = access.AccountId }, ct);
            Plot = await readPlot.ExecuteAsync(View, ct);
        }

        return Page();
    }

    // What is open; else what was open last; else what comes first.
    private Phase? Usual() =>
        Competition.Phases.Find(p => p.StateAt(Now) == PhaseState.Open)
        ?? Competition.Phases.FindLast(p => p.StateAt(Now) == PhaseState.Closed)
        ?? Competition.Phases.FirstOrDefault();
}
