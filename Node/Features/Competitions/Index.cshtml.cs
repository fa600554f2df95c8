using Agon.Node.Features.Competitions.Listing;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Competitions;

[AllowAnonymous]
internal sealed class IndexModel(ListCompetitions list, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public CompetitionStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public CompetitionShow Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public CompetitionSort Sort { get; set; }

    public CompetitionList List { get; private set; } = null!;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Heading => (Show, Status) switch
    {
        (CompetitionShow.Organizing, _) => "Competitions you organize",
        (CompetitionShow.Joined, _) => "Competitions you take part in",
        (_, CompetitionStatus.Open) => "Open competitions",
        (_, CompetitionStatus.Upcoming) => "Upcoming competitions",
        (_, CompetitionStatus.Closed) => "Closed competitions",
        _ => "Competitions",
    };

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        if (Show != CompetitionShow.All && User.AccountId is null)
        {
            return Challenge();
        }

        // A mangled address shows the list it can, not an error: nothing was lost that a person typed.
        ModelState.Clear();
        var query = new CompetitionQuery
        {
            Search = Search,
            Status = Status,
            Show = Show,
            Sort = Sort,
            Page = int.TryParse(number, out var page) ? page : null,
        };
        List = await list.ExecuteAsync(query, User.AccountId, ct);
        return Page();
    }

    /// <summary>The address of this list with one thing changed, from its first page.</summary>
    public string With(CompetitionStatus? status = null, CompetitionShow? show = null, CompetitionSort? sort = null, bool anyStatus = false)
    {
        var parts = new Dictionary<string, string?>
        {
            ["search"] = string.IsNullOrWhiteSpace(Search) ? null : Search,
            ["show"] = (show ?? Show) is var s and not CompetitionShow.All ? Word(s) : null,
            ["status"] = anyStatus ? null : (status ?? Status) is { } wanted ? Word(wanted) : null,
            ["sort"] = (sort ?? Sort) is var o and not CompetitionSort.Newest ? Word(o) : null,
        };
        return NodeLinks.Competitions.List + QueryString.Create(parts.Where(p => p.Value is not null));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
