using System.ComponentModel.DataAnnotations;
using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

internal sealed class SettingsModel(NodeDb db, EditSiteSettings edit, Nudge<HubCaller> hub) : PageModel
{
    [BindProperty]
    public SettingsForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var settings = await db.SiteSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new SiteSettings { Name = SiteSettings.DefaultName };
        Form = new SettingsForm
        {
            Name = settings.Name,
            Institution = settings.Institution,
            IsRegistrationOpen = settings.IsRegistrationOpen,
            MayAnyoneOrganize = settings.MayAnyoneOrganize,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        await edit.ExecuteAsync(Apply, ct);
        hub.Give();
        TempData.Say("The settings are saved.");
        return Redirect(NodeLinks.Administration.Settings);
    }

    private void Apply(SiteSettings settings)
    {
        settings.Name = Form.Name;
        settings.Institution = Form.Institution;
        settings.IsRegistrationOpen = Form.IsRegistrationOpen;
        settings.MayAnyoneOrganize = Form.MayAnyoneOrganize;
    }

    internal sealed class SettingsForm
    {
        [Required(ErrorMessage = AdministrationMessages.EnterSiteName)]
        [StringLength(SiteSettings.NameMaxLength, ErrorMessage = AdministrationMessages.NameTooLong)]
        public string Name { get; set; } = "";

        [StringLength(SiteSettings.NameMaxLength, ErrorMessage = AdministrationMessages.NameTooLong)]
        public string? Institution { get; set; }

        public bool IsRegistrationOpen { get; set; }

        public bool MayAnyoneOrganize { get; set; }
    }
}
