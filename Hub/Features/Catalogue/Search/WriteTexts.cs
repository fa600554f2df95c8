using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Keeps the words listings are found by in line with what they say; the caller saves, in the transaction of the change.</summary>
internal sealed class WriteTexts(HubDb db)
{
    /// <summary>Writes the words of a node's listings anew: tracked ones, with what is about to be saved.</summary>
    public async Task ExecuteAsync(Member member, IReadOnlyCollection<Listing> listings, CancellationToken ct)
    {
        var old = listings.Where(l => db.Entry(l).State != EntityState.Added).Select(l => l.Id).ToList();
        var made = old.Count == 0 ? [] : await db.ListingCurations.AsNoTracking().Where(c => old.Contains(c.ListingId)).ToDictionaryAsync(c => c.ListingId, c => c.State, ct);
        var known = old.Count == 0 ? [] : await db.ListingTexts.Where(t => old.Contains(t.ListingId)).ToDictionaryAsync(t => t.ListingId, ct);
        foreach (var listing in listings)
        {
            var text = known.GetValueOrDefault(listing.Id);
            if (text is null)
            {
                text = new ListingText { ListingId = listing.Id };
                db.Add(text);
            }

            Write(text, listing, member.Institution, made.GetValueOrDefault(listing.Id));
        }
    }

    /// <summary>Has a listing be found by what curators say of it from now on.</summary>
    public async Task ExecuteAsync(Listing listing, CurationState made, CancellationToken ct)
    {
        if (!listing.IsWithdrawn && await db.ListingTexts.SingleOrDefaultAsync(t => t.ListingId == listing.Id, ct) is { } text)
        {
            Write(text, listing, await db.Members.Where(m => m.Id == listing.MemberId).Select(m => m.Institution).SingleAsync(ct), made);
        }
    }

    /// <summary>Has a node's listings that name no institution be found by the node's.</summary>
    public async Task FollowAsync(Member member, CancellationToken ct)
    {
        var institution = SearchText.Fold(member.Institution);
        await db.ListingTexts.Where(t => db.Listings.Any(l => l.Id == t.ListingId && l.MemberId == member.Id && l.Institution == null && l.WithdrawnAt == null)
                && !db.ListingCurations.Any(c => c.ListingId == t.ListingId && c.Institution != null))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Institution, institution), ct);
    }

    private static void Write(ListingText text, Listing listing, string? institution, CurationState? made)
    {
        if (listing.IsWithdrawn)
        {
            (text.Title, text.Tags, text.Institution, text.Organizer, text.Text) = ("", "", "", "", "");
            return;
        }

        (text.Title, text.Text, text.Organizer) = (SearchText.Fold(listing.Title, ListingText.Longest), SearchText.Fold(listing.Text, ListingText.Longest), SearchText.Fold(listing.Organizer, ListingText.Longest));
        (text.Tags, text.Institution) = (SearchText.Fold(string.Join(' ', [.. listing.Tags, .. made?.Tags ?? []]), ListingText.Longest), SearchText.Fold(made?.Institution ?? listing.Institution ?? institution, ListingText.Longest));
    }
}
