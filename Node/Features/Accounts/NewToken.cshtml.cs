using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Agon.Node.Features.Accounts;

internal sealed class NewTokenModel(IssueApiToken issue, UserManager<Account> users) : PageModel
{
    [BindProperty]
    public TokenForm Form { get; set; } = new();

    /// <summary>The scopes this person may give.</summary>
    public IReadOnlyList<string> Offered => User.IsInRole(Operators.Role) ? ApiScopes.All : [.. ApiScopes.All.Except([ApiScopes.Worker])];

    public IReadOnlyList<SelectListItem> Lifetimes { get; } =
    [
        .. new[] { 7, 30, 90, IssueApiToken.MaxDays }.Select(days => new SelectListItem(Durations.Limit(TimeSpan.FromDays(days)), $"{days}")),
    ];

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
