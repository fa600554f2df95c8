using Agon.Node.Data;
using Agon.Node.Features.Competitions.Schedule;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Changes a phase's name, dates and limits, unless somebody else changed the competition since it was read.</summary>
internal sealed partial class EditPhase(NodeDb db, Outbox outbox, NoteChange note, IOptions<RunOptions> runs, ILogger<EditPhase> logger)
{
    /// <summary>Edits.</summary>
    /// <param name="competition">Tracked, with all its phases: dates depend on the neighbours.</param>
    /// <param name="phase">The phase, one of them.</param>
    /// <param name="values">What it shall be.</param>
    /// <param name="revision">The competition's revision when the values were read.</param>
    /// <param name="ct">Ends the attempt.</param>
    public async Task<EditPhaseOutcome> ExecuteAsync(Competition competition, Phase phase, PhaseValues values, int revision, CancellationToken ct)
    {
        if (competition.Revision != revision)
        {
            return new EditPhaseOutcome.Stale();
        }

        if (values.ExecutionTimeLimit > runs.Value.MaxStepSeconds)
        {
            return new EditPhaseOutcome.StepTooLong(runs.Value.MaxStepSeconds);
        }

        var before = PhaseValues.Of(phase);
        values.WriteTo(phase);
        var problems = PhaseDates.Check(competition.Phases);
        if (problems.Count > 0)
        {
            // The page shows the phase as it is; only the form keeps what was typed.
            before.WriteTo(phase);
            return new EditPhaseOutcome.WrongDates(problems);
        }

        competition.Revision++;
        outbox.Add(new PhaseScheduleChanged(competition.Id));
        note.OfCompetition(competition.Id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await db.Entry(competition).ReloadAsync(ct);
            await db.Entry(phase).ReloadAsync(ct);
            return new EditPhaseOutcome.Stale();
        }

        LogEdited(phase.Id, competition.Id);
        return new EditPhaseOutcome.Saved();
    }

    [LoggerMessage(LogLevel.Information, "Phase {Phase} of competition {Competition} was edited")]
    private partial void LogEdited(Guid phase, Guid competition);
}

internal abstract record EditPhaseOutcome
{
    private EditPhaseOutcome()
    {
    }

    public sealed record Saved : EditPhaseOutcome;

    public sealed record WrongDates(IReadOnlyList<PhaseDateProblem> Problems) : EditPhaseOutcome;

    /// <summary>A worker would be busy for longer than the operator allows.</summary>
    public sealed record StepTooLong(int MaxSeconds) : EditPhaseOutcome;

    /// <summary>Somebody was faster: nothing was saved, and the competition is as they left it.</summary>
    public sealed record Stale : EditPhaseOutcome;
}
