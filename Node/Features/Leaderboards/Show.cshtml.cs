using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Leaderboards;

internal sealed class ShowModel(CompetitionAccess access, ReadLeaderboard read, ReadScorePlot readPlot, TimeProvider clock) : PageModel
{
    public Competition Competition => access.Competition;
    public bool MayManage => access.MayManage;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public LeaderboardView? View { get; private set; }
    public ScorePlot? Plot { get; private set; }

    /// <summary>Whether the visitor is kept from it.</summary>
    public bool IsKept => View is { Phase.IsHidden: true } && !access.MayManage;

    public async Task<IActionResult> OnGetAsync(string? phase, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        var chosen = phase is null ? Usual() : int.TryParse(phase, out var wanted) ? Competition.Phases.Find(p => p.Number == wanted) : null;
        if (chosen is null)
        {
            return phase is null ? Page() : NotFound();
        }

        View = await read.ExecuteAsync(chosen.Id, int.TryParse(number, out var page) ? page : null, ReadLeaderboard.PageSize, access.AccountId, access.MayManage, ct);
        if (!IsKept && View.Columns.FirstOrDefault(c => c.IsPrimary) is { } primary)
        {
            Plot = await readPlot.ExecuteAsync(View.Phase, primary, ct);
        }

        return Page();
    }

    // What is open; else what was open last; else what comes first.
    private Phase? Usual() =>
        Competition.Phases.Find(p => p.StateAt(Now) == PhaseState.Open)
        ?? Competition.Phases.FindLast(p => p.StateAt(Now) == PhaseState.Closed)
        ?? Competition.Phases.FirstOrDefault();
}
