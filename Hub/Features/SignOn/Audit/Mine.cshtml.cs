using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.SignOn.Audit;

internal sealed class MineModel(ReadEvents read) : PageModel
{
    public IReadOnlyList<EventRow> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public async Task OnGetAsync(long? before, CancellationToken ct)
    {
        Rows = await read.ExecuteAsync(new EventFilter(AccountId: User.AccountId!.Value, Before: before), ct);
        Older = Rows.Count == ReadEvents.PageSize ? $"{HubLinks.Accounts.Events}?before={Rows[^1].Event.Sequence}" : null;
    }
}
