using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Tests.Features.Catalogue.Discovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

/// <summary>A curator of a hub, and a node's listings to curate.</summary>
internal sealed class Curator(HubHost hub, Shelf shelf, PageClient browser) : IDisposable
{
    public Shelf Shelf => shelf;

    public PageClient Browser => browser;

    public static async Task<Curator> ComesAsync(HubHost hub) => new(hub, await Shelf.ActiveAsync(hub), await hub.StaffBrowser(Staff.Curator));

    /// <summary>A listing's name in addresses.</summary>
    public async Task<string> PutAsync(string title, double from = -1, double? to = 20) => await SlugAsync(await shelf.PutAsync(title, from, to));

    public async Task<string> SlugAsync(string key) => (await shelf.Node.ListingAsync(key))!.Slug;

    /// <summary>The curators' page of a listing.</summary>
    public Task<Page> DeskAsync(string slug) => browser.VisitAsync(HubLinks.Curation.Listing(slug));

    /// <summary>Everybody's page of a listing.</summary>
    public Task<Page> PublicAsync(string slug) => hub.Browser().VisitAsync(HubLinks.Competitions.Show(slug));

    public async Task<Page> HideAsync(string slug, string reason = "Not a competition.") =>
        await (await DeskAsync(slug)).Form("Hide it").Fill("Reason", reason).SendAsync();

    public async Task<Page> MergeAsync(string slug, string into) =>
        await (await DeskAsync(slug)).Form("Merge it into that one").Fill("The one that stays", into).SendAsync();

    public Task<T> RunAsync<TVerb, T>(Func<TVerb, CancellationToken, Task<T>> verb)
        where TVerb : notnull => hub.InScopeAsync(s => verb(s.GetRequiredService<TVerb>(), TestContext.Current.CancellationToken));

    public Task<UndoOutcome> UndoAsync(long change, string? reason = null) => RunAsync<UndoChange, UndoOutcome>((v, ct) => v.ExecuteAsync(change, reason, null, ct));

    /// <summary>What curators made of a listing.</summary>
    public Task<CurationState?> StateAsync(string slug) => hub.QueryAsync(async db =>
        (await db.ListingCurations.AsNoTracking().SingleOrDefaultAsync(c => db.Listings.Any(l => l.Id == c.ListingId && l.Slug == slug)))?.State);

    /// <summary>What was done to a listing, the oldest first.</summary>
    public Task<List<CurationChange>> ChangesAsync(string slug) => hub.QueryAsync(db =>
        db.CurationChanges.AsNoTracking().Where(c => db.Listings.Any(l => l.Id == c.SubjectId && l.Slug == slug)).OrderBy(c => c.Id).ToListAsync());

    /// <summary>How many commands a page needs. What the hub does beside is not counted: of some tries one is without.</summary>
    public async Task<int> QueriesAsync(string address)
    {
        var counts = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var counter = new CommandCounter(hub);
            (await browser.VisitAsync(address)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
            counts.Add(counter.Count);
        }

        return counts.Min();
    }

    public void Dispose() => shelf.Dispose();
}
