using System.ComponentModel.DataAnnotations;
using Agon.Node.Data;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

// For somebody whom an issuer knows and this node does not. Whether another's address has an account is told to its mailbox only.
[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class NewModel(NodeDb db, MakeAccount make, MailedLinks links, SignOnMails mails) : PageModel
{
    private VerifiedPerson _person = null!;
    private Issuer _issuer = null!;

    [BindProperty]
    public NewForm Form { get; set; } = new();

    public bool IsMailed { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var person = await HttpContext.FindPendingAsync();
        var issuer = person is null ? null : await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Address == person.IssuerAddress && i.IsEnabled);
        if (person is null || issuer is not { GivesAccounts: true })
        {
            context.Result = Redirect(NodeLinks.SignOn.Failed(issuer is null ? SignOnFailure.NothingPending : SignOnFailure.AccountsClosed, person?.Slug, person?.ReturnUrl));
            return;
        }

        (_person, _issuer) = (person, issuer);
        await next();
    }

    public void OnGet() => (Form.DisplayName, Form.Email) = (_person.Name ?? "", _person.Email ?? "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        // Another provider could claim an address before its owner comes.
        if (!_person.IsEmailVerified || !_issuer.VouchesForAddresses || !string.Equals(_person.Email, Form.Email, StringComparison.OrdinalIgnoreCase))
        {
            await mails.AskAsync(Form.Email, _issuer.Name, links.Write(_person, Form.Email, null, Form.DisplayName), ct);
            IsMailed = true;
            return Page();
        }

        var made = await make.ExecuteAsync(_person, Form.DisplayName, _person.Email!, ct);
        if (made.Failure is { } failure)
        {
            ModelState.AddModelError("Form.Email", SignOnMessages.Sentence(failure));
            return Page();
        }

        return Redirect(NodeLinks.SignOn.Finish);
    }

    internal sealed class NewForm
    {
        [Required(ErrorMessage = SignOnMessages.EnterDisplayName)]
        [StringLength(Account.DisplayNameMaxLength, ErrorMessage = SignOnMessages.TooLong)]
        [PlainName]
        public string DisplayName { get; set; } = "";

        [Required(ErrorMessage = SignOnMessages.EnterEmail)]
        [Mailbox]
        public string Email { get; set; } = "";
    }
}
