using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads the map of phases, puts them in order and gives each its end: a phase lasts until the next one starts.</summary>
internal static class PhasesOfVersion1
{
    private const int Most = 50;

    public static PhaseReading From(Section competition, int maxStepSeconds)
    {
        var sections = competition.NamedSections("phases", "phase", Most, isRequired: true);
        if (sections is [] && competition.Value("phases") is YamlMap { Pairs: [] } or YamlList { Items: [] })
        {
            competition.Error(competition.PlaceOf("phases"), "the competition has no phase.", "Add at least one, with \"phasenumber\", \"label\", \"start_date\" and \"scoring_program\".");
        }

        var reader = new ReadPhaseOfVersion1(competition, maxStepSeconds);
        var read = sections.Select(s => reader.Read(s.Section)).ToList();
        CheckNumbers(read);
        var ordered = ParallelPhases.Resolve([.. read.OrderBy(p => p.Number ?? int.MaxValue)]);
        CheckMigration(ordered);
        var end = End(competition);
        var phases = ordered.Select((phase, i) => Finished(competition, phase, ordered.ElementAtOrDefault(i + 1), end)).ToList();
        var used = phases.SelectMany(p => p.Tasks).ToHashSet(StringComparer.Ordinal);
        return new PhaseReading(
            phases, [.. reader.Tasks.Where(t => used.Contains(t.Index))], [.. read.SelectMany(p => p.DataLinks).Distinct()],
            IsBestForced(competition, ordered), AreResultsHidden(competition, ordered));
    }

    private static void CheckNumbers(List<PhaseOfVersion1> phases)
    {
        HashSet<int> numbers = [];
        foreach (var phase in phases.Where(p => p.Number is { } number && !numbers.Add(number)))
        {
            phase.Section.Error(phase.Section.PlaceOf("phasenumber"), $"two phases have the phasenumber {phase.Number}.", "Give every phase a number of its own; they follow one another in this order.");
        }
    }

    private static void CheckMigration(List<PhaseOfVersion1> phases)
    {
        foreach (var section in phases.Where(p => p.Migrates).Select(p => p.Section))
        {
            if (section == phases[0].Section)
            {
                section.Note(section.PlaceOf("auto_migration"), $"\"auto_migration\" of {section.Name} means nothing: no phase comes before it. Codabench would refuse the bundle.");
            }
            else
            {
                section.Warn(section.PlaceOf("auto_migration"), $"\"auto_migration\" of {section.Name} is not used yet: submissions stay in the phase they were sent to.");
            }
        }
    }

    private static DateTimeOffset? End(Section competition) =>
        competition.Value("end_date") is YamlScalar { Text: var text } && text.Trim() is "" or "null" or "None" ? null : competition.Date("end_date", isRequired: false);

    private static ManifestPhase Finished(Section competition, PhaseOfVersion1 phase, PhaseOfVersion1? next, DateTimeOffset? end)
    {
        var section = phase.Section;
        var ends = next is null ? LastEnd(competition, phase, end) : next.Starts;
        if (next is { Starts: { } nextStarts } && phase.Starts is { } starts)
        {
            if (nextStarts <= starts)
            {
                next.Section.Error(
                    next.Section.PlaceOf("start_date"), $"{next.Section.Name} does not start after {section.Name}, which comes before it.", "Phases follow one another in the order of \"phasenumber\"; give each a later \"start_date\".");
            }
            else if (phase.NeverEnds)
            {
                section.Warn(section.PlaceOf("phase_never_ends"), $"only the last phase can go on for ever: {section.Name} ends when {next.Section.Name} starts.");
            }
            else
            {
                section.Note(section.Place, $"{section.Name} has no end: it ends when {next.Section.Name} starts. Codabench would end it a day earlier.");
            }
        }

        return phase.Rest with
        {
            Name = phase.Name ?? "",
            StartsAt = phase.Starts ?? default,
            EndsAt = ends,
            Tasks = [.. phase.Tasks.Select(t => t.Index)],
        };
    }

    private static DateTimeOffset? LastEnd(Section competition, PhaseOfVersion1 last, DateTimeOffset? end)
    {
        if (last.NeverEnds || end is null)
        {
            return null;
        }

        if (end <= last.Starts)
        {
            competition.Error(competition.PlaceOf("end_date"), $"the competition ends before {last.Section.Name} starts, or at the same moment.", "Write a later \"end_date\", or none.");
        }

        return end;
    }

    // A leaderboard has one rule in all phases.
    private static bool IsBestForced(Section competition, List<PhaseOfVersion1> phases)
    {
        var forced = phases.FindAll(p => p.ForcesBest);
        if (forced is not [var first, ..])
        {
            return false;
        }

        var place = first.Section.PlaceOf("force_best_submission_to_leaderboard");
        if (forced.Count < phases.Count)
        {
            competition.Warn(place, $"a participant's best submission is on the leaderboard in every phase, though only {first.Section.Name} asks for it.");
        }
        else
        {
            competition.Note(place, "a participant's best submission is on the leaderboard, as on CodaLab (Force_Best). Codabench would let participants choose.");
        }

        return true;
    }

    // What is hidden by mistake can be shown; what was seen can't be taken back.
    private static bool AreResultsHidden(Section competition, List<PhaseOfVersion1> phases)
    {
        var hidden = phases.FindAll(p => p.HidesResults);
        if (hidden is not [var first, ..])
        {
            return false;
        }

        var place = first.Section.PlaceOf("leaderboard_management_mode");
        if (hidden.Count < phases.Count)
        {
            competition.Warn(place, $"the leaderboards are hidden in every phase, though only {first.Section.Name} asks for it.", "Show them while you edit the competition, and hide them in time.");
        }
        else
        {
            competition.Note(place, "only organizers see the leaderboards, as on CodaLab. Codabench would show them.");
        }

        return true;
    }
}
