using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

// For somebody whom an issuer knows and this node does not: nothing is linked without an act of the account's owner.
[AllowAnonymous]
[EnableRateLimiting(SignOnLimits.Policy)]
internal sealed class LinkModel(
    NodeDb db, UserManager<Account> users, LocalWays local, ShowAgain again, LinkIdentity link, MailedLinks links, SignOnMails mails) : PageModel
{
    public VerifiedPerson Person { get; private set; } = null!;

    public string IssuerName { get; private set; } = "";

    public string Who => Person.Name ?? Person.Email ?? Person.Subject;

    /// <summary>Whether a new account may be made.</summary>
    public bool GivesAccounts { get; private set; }

    /// <summary>Whether there is an account with the address that the issuer says is the person's.</summary>
    public bool HasAccount { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var person = await HttpContext.FindPendingAsync();
        var issuer = person is null ? null : await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Address == person.IssuerAddress && i.IsEnabled);
        if (person is null || issuer is null)
        {
            context.Result = Redirect(NodeLinks.SignOn.Failed(SignOnFailure.NothingPending, null, null));
            return;
        }

        (Person, IssuerName, GivesAccounts) = (person, issuer.Name, issuer.GivesAccounts);
        HasAccount = person is { IsEmailVerified: true, Email: { } email } && await users.FindByEmailAsync(email) is not null;
        await next();
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await db.LinkedIdentities.AnyAsync(l => l.IssuerAddress == Person.IssuerAddress && l.Subject == Person.Subject, ct) ? Redirect(NodeLinks.SignOn.Finish) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Redirect(AccountLinks.SignIn(NodeLinks.SignOn.Link));
        }

        // One provider waits in a browser at a time: whoever shows themselves to another one adds this one after.
        if (await again.WhereAsync(User, account, NodeLinks.SignOn.Link, ct, NodeLinks.SignOn.Identities) is { } first)
        {
            return Redirect(first);
        }

        if (await link.ExecuteAsync(Person, account, ct) is { } failure)
        {
            return Redirect(NodeLinks.SignOn.Failed(failure, Person.Slug, Person.ReturnUrl));
        }

        TempData.Say($"{IssuerName} is linked with your account.");
        return Redirect(NodeLinks.SignOn.Finish);
    }

    public async Task<IActionResult> OnPostMailAsync(CancellationToken ct)
    {
        var account = Person is { IsEmailVerified: true, Email: { } email } ? await users.FindByEmailAsync(email) : null;
        if (account is null)
        {
            ModelState.AddModelError("", SignOnMessages.Sentence(SignOnFailure.AddressNotVerified));
            return Page();
        }

        if (await local.NeedsCodeAsync(account, ct))
        {
            ModelState.AddModelError("", SignOnMessages.Sentence(SignOnFailure.SecondFactorAsked));
            return Page();
        }

        await mails.AskAsync(account.Email!, IssuerName, links.Write(Person, account.Email!, account.Id, null), ct);
        TempData.Say($"A mail is on its way to {account.Email}. Follow its link in this browser.");
        return Redirect(NodeLinks.SignOn.Link);
    }
}
