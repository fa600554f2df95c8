using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.SignOn.Audit;

[Authorize(Administration.Staff.Curators)]
internal sealed class AuditModel(ReadEvents read, UserManager<Account> users, IOptions<SignOnOptions> options) : PageModel
{
    public static IReadOnlyList<SelectListItem> Kinds { get; } =
        [new("everything", ""), .. Enum.GetValues<SignOnEventKind>().Select(k => new SelectListItem(AuditMessages.Word(k), $"{k}"))];

    [BindProperty(SupportsGet = true)]
    public SignOnEventKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Client { get; set; }

    public IReadOnlyList<EventRow> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public int Days => options.Value.AuditDays;

    public async Task OnGetAsync(long? before, CancellationToken ct)
    {
        // An address without an account has no events.
        var account = string.IsNullOrWhiteSpace(Email) ? null : (await users.FindByEmailAsync(Email.Trim()))?.Id ?? (Guid?)Guid.Empty;
        var client = string.IsNullOrWhiteSpace(Client) ? null : Client.Trim();
        Rows = await read.ExecuteAsync(new EventFilter(Kind, account, client, before), ct);
        if (Rows.Count == ReadEvents.PageSize)
        {
            Older = HubLinks.Curation.Audit + QueryString.Create(new Dictionary<string, string?>
            {
                ["Kind"] = $"{Kind}",
                ["Email"] = Email,
                ["Client"] = Client,
                ["before"] = $"{Rows[^1].Event.Sequence}",
            });
        }
    }
}
