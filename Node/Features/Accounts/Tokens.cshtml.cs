using Agon.Node.Data;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Accounts;

internal sealed class TokensModel(NodeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Carries a new secret over the redirect, encrypted, for one page.</summary>
    public const string SecretKey = "token.secret";

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    public string? NewSecret { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId;
        Tokens = await db.ApiTokens.AsNoTracking().Where(t => t.AccountId == me).OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).ToListAsync(ct);
        NewSecret = TempData[SecretKey] as string;
    }
}
