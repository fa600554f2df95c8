using Agon.Node.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Accounts;

internal sealed class RevokeTokenModel(NodeDb db, TimeProvider clock) : PageModel
{
    public ApiToken Token { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
        {
            return NotFound();
        }

        Token.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        TempData.Say($"The token “{Token.Name}” is revoked.");
        return Redirect(NodeLinks.Accounts.Tokens);
    }

    // Somebody else's token does not exist for this person.
    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        var me = User.AccountId;
        var found = await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id && t.AccountId == me, ct);
        Token = found!;
        return found is not null;
    }
}
