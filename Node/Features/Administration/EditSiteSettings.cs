using Agon.Node.Data;
using Agon.Node.Features.Feed;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

/// <summary>Changes the site's one row of settings, making it the first time.</summary>
internal sealed class EditSiteSettings(NodeDb db, NoteChange note)
{
    public async Task ExecuteAsync(Action<SiteSettings> edit, CancellationToken ct)
    {
        var settings = await db.SiteSettings.SingleOrDefaultAsync(ct);
        if (settings is null)
        {
            settings = new SiteSettings { Name = SiteSettings.DefaultName };
            db.SiteSettings.Add(settings);
        }

        edit(settings);
        note.OfSite();
        await db.SaveChangesAsync(ct);
    }
}
