using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>Has a member called what it calls itself by now, here and on the pages where people agree to sign in there.</summary>
internal sealed partial class AcceptName(HubDb db, MemberClients clients, WriteTexts texts, TimeProvider clock, ILogger<AcceptName> logger)
{
    /// <param name="slug">Which node.</param>
    /// <param name="name">The name the curator saw.</param>
    /// <param name="institution">The institution the curator saw.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<AcceptNameOutcome> ExecuteAsync(string slug, string name, string? institution, Guid? by, CancellationToken ct)
    {
        if (await db.Members.SingleOrDefaultAsync(m => m.Slug == slug, ct) is not { } member || member.Rename(name, institution, by, clock.GetUtcNow()) is not { } change)
        {
            return AcceptNameOutcome.NotProposed;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(change);
        await clients.FollowAsync(member, ct);
        try
        {
            await db.SaveChangesAsync(ct);
            await texts.FollowAsync(member, ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The node reported, left, or was decided on in the same instant: what it proposes is looked at anew.
            await transaction.DisposeAsync();
            db.ChangeTracker.Clear();
            return await ExecuteAsync(slug, name, institution, by, ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Client.NameIndex))
        {
            db.ChangeTracker.Clear();
            return AcceptNameOutcome.NameTaken;
        }

        LogRenamed(slug, by);
        return AcceptNameOutcome.Renamed;
    }

    [LoggerMessage(LogLevel.Information, "Node {Slug} has another name, accepted by {By}")]
    private partial void LogRenamed(string slug, Guid? by);
}

/// <summary>How accepting a name can end.</summary>
internal enum AcceptNameOutcome
{
    Renamed,

    /// <summary>The node calls itself something else by now, or there is no such node.</summary>
    NotProposed,

    /// <summary>Another site people sign in to has this name, or one that reads the same.</summary>
    NameTaken,
}
