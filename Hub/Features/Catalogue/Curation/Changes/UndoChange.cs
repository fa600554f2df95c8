using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation.Changes;

/// <summary>Takes back what a curator did, by another change, as long as nobody has changed the same since.</summary>
internal sealed partial class UndoChange(HubDb db, IEnumerable<ICurated> kinds, TimeProvider clock, ILogger<UndoChange> logger)
{
    /// <param name="id">Which change.</param>
    /// <param name="reason">Why, for other curators; may be null.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<UndoOutcome> ExecuteAsync(long id, string? reason, Guid? by, CancellationToken ct)
    {
        if (await db.CurationChanges.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } change)
        {
            return new UndoOutcome.Unknown();
        }

        if (change.UndoneAt is not null)
        {
            return new UndoOutcome.UndoneBefore();
        }

        if (reason?.Length > CurationChange.ReasonMaxLength)
        {
            return new UndoOutcome.ReasonTooLong();
        }

        var kind = kinds.Single(k => k.Kind == change.SubjectKind);
        if (await kind.ReadAsync(change.SubjectId, ct) is not { } state || !change.After.All(m => JsonNode.DeepEquals(m.Value, state[m.Key])))
        {
            return new UndoOutcome.ChangedSince();
        }

        if (await kind.RestoreAsync(change.SubjectId, change.Before, ct) is { } why)
        {
            db.ChangeTracker.Clear();
            return new UndoOutcome.Impossible(why);
        }

        var now = clock.GetUtcNow();
        var thing = new Curated(change.SubjectKind, change.SubjectId, change.SubjectTitle);
        db.Add(CurationChange.Between(thing, CurationAct.Undo, change.After, change.Before, reason, by, now)!);
        (change.UndoneAt, change.UndoneBy) = (now, by);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new UndoOutcome.ChangedSince();
        }

        LogUndone(id, change.Act, thing.Title, by);
        return new UndoOutcome.Undone(change);
    }

    [LoggerMessage(LogLevel.Information, "Change {Change} ({Act} of {Title}) was undone by {By}")]
    private partial void LogUndone(long change, CurationAct act, string title, Guid? by);
}

/// <summary>How taking a change back can end.</summary>
internal abstract record UndoOutcome
{
    private UndoOutcome()
    {
    }

    public sealed record Undone(CurationChange Change) : UndoOutcome;

    /// <summary>There is no such change.</summary>
    public sealed record Unknown : UndoOutcome;

    /// <summary>Somebody took it back already.</summary>
    public sealed record UndoneBefore : UndoOutcome;

    /// <summary>What it changed was changed again, or is gone.</summary>
    public sealed record ChangedSince : UndoOutcome;

    /// <summary>What it was before can't be any more, for the reason the sentence says.</summary>
    public sealed record Impossible(string Why) : UndoOutcome;

    public sealed record ReasonTooLong : UndoOutcome;
}
