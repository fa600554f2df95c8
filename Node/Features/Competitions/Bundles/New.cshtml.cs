using System.Diagnostics;
using Agon.Node.Features.Files;
using Agon.Portal.Accounts;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles;

[StreamedForm]
internal sealed class NewModel(MayOrganize mayOrganize, ReceiveUpload upload, ReceiveBundle bundles, IOptions<BundleOptions> options) : PageModel
{
    /// <summary>Names the form's file; it is streamed, not bound.</summary>
    public string? Bundle { get; }

    public bool IsAllowed { get; private set; }

    public string MaxSize => Bytes.Words(options.Value.MaxBytes);

    public async Task OnGetAsync(CancellationToken ct) => IsAllowed = await mayOrganize.AskAsync(User, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        IsAllowed = await mayOrganize.AskAsync(User, ct);
        if (!IsAllowed)
        {
            return Forbid();
        }

        switch (await upload.FromFormAsync(HttpContext, options.Value.MaxBytes, ct))
        {
            case UploadOutcome.Received(var file):
                var import = await bundles.ExecuteAsync(file, User.AccountId!.Value, ct);
                return Redirect(NodeLinks.Competitions.Import(import.Id));
            case UploadOutcome.Refused(var failure):
                ModelState.AddModelError(nameof(Bundle), UploadMessages.Sentence(failure));
                return Page();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }
}
