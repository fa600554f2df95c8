using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts;

// Whoever has no page looks like one who does not exist.
[AllowAnonymous]
internal sealed class PersonModel(HubDb db, ReadEntries readEntries) : PageModel
{
    public string Name { get; private set; } = "";

    public string? Affiliation { get; private set; }

    public string? Orcid { get; private set; }

    public PersonEntries Entries { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        var found = await (from profile in db.PersonProfiles
                           join account in db.Users on profile.AccountId equals account.Id
                           where account.Id == id && profile.IsPublic && account.EmailConfirmed
                           select new { account.DisplayName, profile }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        Name = found.DisplayName;
        Affiliation = found.profile.IsAffiliationPublic ? found.profile.Affiliation : null;
        Orcid = found.profile.IsOrcidPublic ? found.profile.Orcid : null;
        Entries = await readEntries.ExecuteAsync(id, int.TryParse(number, out var page) ? page : null, ct);
        return Page();
    }
}
