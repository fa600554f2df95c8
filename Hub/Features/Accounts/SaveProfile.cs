using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts;

/// <summary>Saves what a person says of themselves.</summary>
internal sealed class SaveProfile(HubDb db)
{
    public async Task<SaveProfileOutcome> ExecuteAsync(Guid account, ProfileWords words, CancellationToken ct)
    {
        string? orcid = null;
        if (!string.IsNullOrEmpty(words.Orcid))
        {
            if (!Orcid.TryRead(words.Orcid, out orcid))
            {
                return SaveProfileOutcome.NotAnOrcid;
            }
        }

        try
        {
            await SaveAsync(account, words with { Orcid = orcid }, ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, PersonProfile.PrimaryKey))
        {
            // Sent twice at once: now it is there.
            db.ChangeTracker.Clear();
            await SaveAsync(account, words with { Orcid = orcid }, ct);
        }

        return SaveProfileOutcome.Saved;
    }

    private async Task SaveAsync(Guid account, ProfileWords words, CancellationToken ct)
    {
        var profile = await db.PersonProfiles.SingleOrDefaultAsync(p => p.AccountId == account, ct);
        if (profile is null)
        {
            profile = new PersonProfile { AccountId = account };
            db.Add(profile);
        }

        profile.Affiliation = string.IsNullOrEmpty(words.Affiliation) ? null : words.Affiliation;
        profile.Orcid = words.Orcid;
        profile.IsPublic = words.IsPublic;
        profile.IsAffiliationPublic = words.IsAffiliationPublic;
        profile.IsOrcidPublic = words.IsOrcidPublic;
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What was typed.</summary>
internal sealed record ProfileWords(string? Affiliation, string? Orcid, bool IsPublic, bool IsAffiliationPublic, bool IsOrcidPublic);

/// <summary>How saving can end.</summary>
internal enum SaveProfileOutcome
{
    Saved,

    /// <summary>The digits don't fit each other.</summary>
    NotAnOrcid,
}
