namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>
/// Phases that run side by side, below a parent. On CodaLab a submission to the parent goes to all of them; so they are tasks of one phase,
/// if they ask the same of participants. Otherwise they follow one another and the parent is left out, as Codabench does it.
/// </summary>
internal static class ParallelPhases
{
    public static List<PhaseOfVersion1> Resolve(List<PhaseOfVersion1> phases)
    {
        var top = new List<PhaseOfVersion1>();
        var parents = phases.FindAll(p => p.IsParent);
        foreach (var phase in phases)
        {
            if (phase.IsParent)
            {
                top.AddRange(Parent(phase, [.. phases.Where(p => !p.IsParent && p.Parent is not null && p.Parent == phase.Number)]));
            }
            else if (phase.Parent is null || !parents.Exists(p => p.Number == phase.Parent))
            {
                ReportLost(phase);
                top.Add(phase);
            }
        }

        return top;
    }

    private static List<PhaseOfVersion1> Parent(PhaseOfVersion1 parent, List<PhaseOfVersion1> children)
    {
        var section = parent.Section;
        if (children is not [var first, ..])
        {
            section.Error(section.PlaceOf("is_parallel_parent"), $"{section.Name} is the parent of no phase.", $"Write \"parent_phasenumber: {parent.Number}\" in the phases that run side by side, or leave \"is_parallel_parent\" out.");
            return [];
        }

        if (section.Has("scoring_program"))
        {
            section.Warn(section.PlaceOf("scoring_program"), $"the programs and data of {section.Name} are not used: submissions are measured by those of its parallel phases.");
        }

        if (!children.TrueForAll(c => c.AsksTheSameAs(first)))
        {
            section.Warn(section.Place, $"{section.Name} is left out, and its parallel phases follow one another: they differ in dates, limits or rules, so they can't be tasks of one phase.", "Make these equal, and a submission is measured by all of them at once.");
            return children;
        }

        section.Note(section.Place, $"the parallel phases of {section.Name} are tasks of it, because they differ in programs and data only: every submission is measured by each of them. Codabench would leave {section.Name} out and make phases of them.");
        return
        [
            new PhaseOfVersion1(section)
            {
                Number = parent.Number,
                Name = parent.Name,
                Starts = parent.Starts,
                NeverEnds = parent.NeverEnds || first.NeverEnds,
                HidesResults = first.HidesResults,
                ForcesBest = first.ForcesBest,
                Migrates = parent.Migrates,
                Tasks = [.. children.SelectMany(c => c.Tasks).Distinct()],
                DataLinks = parent.DataLinks,
                Rest = Together(parent, children),
            },
        ];
    }

    // What the parent does not say is as its children say it.
    private static ManifestPhase Together(PhaseOfVersion1 parent, List<PhaseOfVersion1> children)
    {
        var (section, child) = (parent.Section, children[0].Rest);
        // Whoever of them was closed closes them all: they are one phase now.
        var isClosed = children.Prepend(parent).Any(p => p.Rest.MaxSubmissionsPerDay == 0);
        return parent.Rest with
        {
            MaxSubmissions = section.Has("max_submissions") ? parent.Rest.MaxSubmissions : child.MaxSubmissions,
            MaxSubmissionsPerDay = isClosed ? 0 : section.Has("max_submissions_per_day") ? parent.Rest.MaxSubmissionsPerDay : child.MaxSubmissionsPerDay,
            ExecutionTimeLimit = section.Has("execution_time_limit") ? parent.Rest.ExecutionTimeLimit : child.ExecutionTimeLimit,
            AcceptsOnlyResults = child.AcceptsOnlyResults,
            StartingKit = TheOne(parent, children, "starting_kit", p => p.Rest.StartingKit),
            PublicData = TheOne(parent, children, "public_data", p => p.Rest.PublicData),
        };
    }

    // A phase hands out one file of each kind.
    private static PathReference? TheOne(PhaseOfVersion1 parent, List<PhaseOfVersion1> children, string key, Func<PhaseOfVersion1, PathReference?> file)
    {
        var all = children.Prepend(parent).Where(p => file(p) is not null).DistinctBy(p => file(p)!.Path).ToList();
        foreach (var left in all.Skip(1))
        {
            left.Section.Warn(left.Section.PlaceOf(key), $"\"{key}\" of {left.Section.Name} is left out: {parent.Section.Name} hands out that of {all[0].Section.Name}.", "Put both into one file.");
        }

        return all is [var first, ..] ? file(first) : null;
    }

    private static void ReportLost(PhaseOfVersion1 phase)
    {
        if (phase.Parent is { } number)
        {
            phase.Section.Warn(phase.Section.PlaceOf("parent_phasenumber"), $"{phase.Section.Name} belongs to the phase {number}, which is no parallel parent: it stands for itself.", "Write \"is_parallel_parent: true\" there.");
        }
    }
}
