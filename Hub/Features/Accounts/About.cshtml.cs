using System.ComponentModel.DataAnnotations;
using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts;

internal sealed class AboutModel(HubDb db, SaveProfile save) : PageModel
{
    [BindProperty]
    public AboutForm Form { get; set; } = new();

    public string? PublicPage { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId!.Value;
        if (await db.PersonProfiles.SingleOrDefaultAsync(p => p.AccountId == me, ct) is { } profile)
        {
            Form = new AboutForm
            {
                Affiliation = profile.Affiliation,
                Orcid = profile.Orcid,
                IsPublic = profile.IsPublic,
                IsAffiliationPublic = profile.IsAffiliationPublic,
                IsOrcidPublic = profile.IsOrcidPublic,
            };
            PublicPage = profile.IsPublic ? HubLinks.Accounts.Person(me) : null;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var words = new ProfileWords(Form.Affiliation, Form.Orcid, Form.IsPublic, Form.IsAffiliationPublic, Form.IsOrcidPublic);
        if (await save.ExecuteAsync(User.AccountId!.Value, words, ct) is SaveProfileOutcome.NotAnOrcid)
        {
            ModelState.AddModelError("Form.Orcid", HubAccountMessages.NotAnOrcid);
            return Page();
        }

        TempData.Say(HubAccountMessages.ProfileSaved);
        return Redirect(HubLinks.Accounts.About);
    }

    internal sealed class AboutForm
    {
        [StringLength(PersonProfile.AffiliationMaxLength, ErrorMessage = HubAccountMessages.AffiliationTooLong)]
        [PlainName(ErrorMessage = HubAccountMessages.AffiliationNotPlain)]
        public string? Affiliation { get; set; }

        [StringLength(60, ErrorMessage = HubAccountMessages.NotAnOrcid)]
        public string? Orcid { get; set; }

        public bool IsPublic { get; set; }

        public bool IsAffiliationPublic { get; set; }

        public bool IsOrcidPublic { get; set; }
    }
}
