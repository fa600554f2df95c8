using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Listing;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Home;

[AllowAnonymous]
internal sealed class IndexModel(ISiteShell site, ListCompetitions list, Operators operators, TimeProvider clock) : PageModel
{
    private const int Shown = 5;

    public SiteShell Shell { get; private set; } = null!;

    public bool IsSetUp { get; private set; }

    public IReadOnlyList<CompetitionRow> Competitions { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Shell = await site.ComposeAsync(User, ct);
        IsSetUp = await operators.AnyAsync(ct);
        var query = new CompetitionQuery { Status = CompetitionStatus.Open, Sort = CompetitionSort.ClosingSoon };
        Competitions = [.. (await list.ExecuteAsync(query, User.AccountId, ct)).Rows.Take(Shown)];
    }
}
