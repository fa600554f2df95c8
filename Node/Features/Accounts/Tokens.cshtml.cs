using Agon.Node.Data;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Accounts;

internal sealed class TokensModel(NodeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Carries a new secret over the redirect, encrypted, for one page.</summary>
    public const string SecretKey = "token.secret";

    private string? _stamp;

    public IReadOnlyList<ApiToken> Tokens { get; private set; } = [];

    public string? NewSecret { get; private set; }

    public TokenState StateOf(ApiToken token) => token.StateAt(clock.GetUtcNow(), _stamp);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId;
        _stamp = await db.Users.Where(a => a.Id == me).Select(a => a.SecurityStamp).SingleOrDefaultAsync(ct);
        Tokens = await db.ApiTokens.AsNoTracking().Where(t => t.AccountId == me).OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).ToListAsync(ct);
        NewSecret = TempData[SecretKey] as string;
    }
}
