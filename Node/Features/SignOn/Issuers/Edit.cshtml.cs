using Agon.Node.Data;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Issuers;

internal sealed class EditModel(NodeDb db, SaveIssuer save, LimitHub limit, RemoveIssuer remove, PublicAddress address) : PageModel
{
    // No issuer has this short name.
    private const string NewSlug = "new";

    [BindProperty]
    public IssuerForm Form { get; set; } = new();

    [FromRoute]
    public string Slug { get; set; } = "";

    public bool IsNew => Slug == NewSlug;

    public bool HasSecret { get; private set; }

    /// <summary>Whether it came with the membership of the hub, so that only trust in it is the operator's to set.</summary>
    public bool IsHub { get; private set; }

    /// <summary>How the issuer is named in addresses, before and after it has a name.</summary>
    public string NameInAddresses => IsNew ? "NAME" : Slug;

    public IReadOnlyList<SelectListItem> Ways { get; } =
    [
        new("By a secret (client_secret_basic)", nameof(ClientAuthentication.ClientSecretBasic)),
        new("By its key, nothing secret is shared (private_key_jwt)", nameof(ClientAuthentication.PrivateKeyJwt)),
    ];

    public string Address(string path) => address.Of(path);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (IsNew)
        {
            (Form.IsEnabled, Form.GivesAccounts) = (true, true);
            return Page();
        }

        if (await FindAsync(ct) is not { } issuer)
        {
            return NotFound();
        }

        Form = IssuerForm.Of(issuer);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!IsNew && await FindAsync(ct) is null)
        {
            return NotFound();
        }

        if (IsHub && await limit.ExecuteAsync(Form.IsEnabled, Form.GivesAccounts, Form.VouchesForAddresses, ct) is not null)
        {
            TempData.Say("It is saved.");
            return Redirect(NodeLinks.Administration.SignOn);
        }

        if (IsNew && Form.Slug.Length == 0)
        {
            ModelState.AddModelError("Form.Slug", SignOnMessages.EnterSlug);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var saved = await save.ExecuteAsync(Form.Draft(), IsNew ? null : Slug, ct);
        if (!saved.IsGood(out var issuer, out var failure))
        {
            ModelState.AddModelError(IssuerForm.FieldOf(failure), SignOnMessages.Sentence(failure));
            return Page();
        }

        TempData.Say(issuer.IsEnabled ? $"{issuer.Name} is on the sign-in page." : $"{issuer.Name} is switched off.");
        return Redirect(NodeLinks.Administration.SignOn);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        TempData.Say(await remove.ExecuteAsync(Slug, ct) is { } failure ? SignOnMessages.Sentence(failure) : "The provider is removed.");
        return Redirect(NodeLinks.Administration.SignOn);
    }

    private async Task<Issuer?> FindAsync(CancellationToken ct)
    {
        var issuer = await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Slug == Slug, ct);
        (HasSecret, IsHub) = (issuer?.ProtectedSecret is not null, issuer?.Source == IssuerSource.Membership);
        return issuer;
    }
}
