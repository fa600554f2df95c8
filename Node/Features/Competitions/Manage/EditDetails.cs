using Agon.Node.Data;
using Agon.Node.Features.Feed;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Changes how a competition presents itself and who may join, unless somebody else changed it since it was read.</summary>
internal sealed partial class EditDetails(NodeDb db, NoteChange note, ILogger<EditDetails> logger)
{
    public async Task<EditDetailsOutcome> ExecuteAsync(Competition competition, DetailValues values, int revision, CancellationToken ct)
    {
        if (competition.Revision != revision)
        {
            return new EditDetailsOutcome.Stale();
        }

        competition.Title = values.Title;
        competition.Description = values.Description;
        competition.IsRegistrationAutoApproved = values.IsRegistrationAutoApproved;
        competition.ContactEmail = values.ContactEmail;
        competition.Reward = values.Reward;
        competition.ReportUrl = values.ReportUrl;
        competition.RunsSubmissionsAtOnce = values.RunsSubmissionsAtOnce;
        competition.MakeProgramsAvailable = values.MakeProgramsAvailable;
        competition.MakeInputDataAvailable = values.MakeInputDataAvailable;
        competition.Revision++;
        note.OfCompetition(competition.Id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await db.Entry(competition).ReloadAsync(ct);
            return new EditDetailsOutcome.Stale();
        }

        LogEdited(competition.Id);
        return new EditDetailsOutcome.Saved();
    }

    [LoggerMessage(LogLevel.Information, "Details of competition {Competition} were edited")]
    private partial void LogEdited(Guid competition);
}

/// <summary>What an organizer may change about a competition as a whole.</summary>
internal sealed record DetailValues
{
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required bool IsRegistrationAutoApproved { get; init; }
    public required string? ContactEmail { get; init; }
    public required string? Reward { get; init; }
    public required string? ReportUrl { get; init; }
    public required bool RunsSubmissionsAtOnce { get; init; }
    public required bool MakeProgramsAvailable { get; init; }
    public required bool MakeInputDataAvailable { get; init; }
}

internal abstract record EditDetailsOutcome
{
    private EditDetailsOutcome()
    {
    }

    public sealed record Saved : EditDetailsOutcome;

    /// <summary>Somebody was faster: nothing was saved, and the competition is as they left it.</summary>
    public sealed record Stale : EditDetailsOutcome;
}
