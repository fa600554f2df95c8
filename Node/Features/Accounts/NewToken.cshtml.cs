using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.SignOn.Identities;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Agon.Node.Features.Accounts;

internal sealed class NewTokenModel(IssueApiToken issue, ShowAgain again, UserManager<Account> users) : PageModel
{
    [BindProperty]
    public TokenForm Form { get; set; } = new();

    /// <summary>The scopes this person may give.</summary>
    public IReadOnlyList<string> Offered => User.IsInRole(Operators.Role) ? ApiScopes.All : [.. ApiScopes.All.Except([ApiScopes.Worker])];

    public IReadOnlyList<SelectListItem> Lifetimes { get; } =
    [
        .. new[] { 7, 30, 90, IssueApiToken.MaxDays }.Select(days => new SelectListItem(Durations.Limit(TimeSpan.FromDays(days)), $"{days}")),
    ];

    // A token lives longer than a session: it is for the owner and not for one who found an open browser. Asked before the form is filled in.
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        return await again.WhereAsync(User, account, NodeLinks.Accounts.NewToken, ct) is { } first ? Redirect(first) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        if (await again.WhereAsync(User, account, NodeLinks.Accounts.NewToken, ct, isWritten: true) is { } first)
        {
            return Redirect(first);
        }

        var outcome = await issue.ExecuteAsync(account, Form.Name, Form.Scopes, Form.Days, ct);
        if (outcome is IssueOutcome.Issued(_, var secret))
        {
            TempData.Say("The token is made.");
            TempData[TokensModel.SecretKey] = secret;
            return Redirect(NodeLinks.Accounts.Tokens);
        }

        ModelState.AddModelError(FieldOf(outcome), TokenMessages.Sentence(outcome)!);
        return Page();
    }

    private static string FieldOf(IssueOutcome outcome) => outcome switch
    {
        IssueOutcome.BadName => "Form.Name",
        IssueOutcome.BadLifetime => "Form.Days",
        _ => "Form.Scopes",
    };

    internal sealed class TokenForm
    {
        [Required(ErrorMessage = TokenMessages.EnterName)]
        public string Name { get; set; } = "";

        public string[] Scopes { get; set; } = [];

        public int Days { get; set; } = 30;
    }
}
