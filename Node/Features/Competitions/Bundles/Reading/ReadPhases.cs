using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads the list of phases and checks that they follow one another.</summary>
internal static class ReadPhases
{
    private const int DescriptionMaxLength = 20_000, DefaultPerDay = 5, DefaultInTotal = 100, Most = 50;

    public static IReadOnlyList<ManifestPhase> From(Section competition, TaskList tasks, int maxStepSeconds)
    {
        var sections = competition.Sections("phases", "phase", Most, isRequired: true);
        if (sections is [] && competition.Value("phases") is YamlList { Items: [] })
        {
            competition.Error(competition.PlaceOf("phases"), "the competition has no phase.", "Add at least one, with \"name\", \"start\" and \"tasks\".");
        }

        var phases = sections.Select(s => One(s, tasks, maxStepSeconds)).OrderBy(p => p.Index).ToList();
        CheckOrder(phases);
        // Where a reference leads nowhere, the task it means looks unused.
        var areAllFound = phases.Count > 0 && phases.TrueForAll(p => p.Tasks.Count > 0);
        foreach (var unused in tasks.ByIndex.Keys.Except(phases.SelectMany(p => p.Tasks)).Where(_ => areAllFound))
        {
            competition.Warn(competition.PlaceOf("tasks"), $"the task with the index {unused} is in no phase.", "List it under \"tasks\" of a phase.");
        }

        return [.. phases.Where(p => p is { Name: not null, Starts: not null }).Select(Finished)];
    }

    private static Draft One(Section section, TaskList tasks, int maxStepSeconds)
    {
        var name = section.Text("name", Phase.NameMaxLength, isRequired: true);
        section.Name = name is null ? section.Name : $"phase \"{ManifestMessages.Short(name)}\"";
        var draft = new Draft(section, section.Whole("index") ?? 0, name, section.Date("start", isRequired: true), section.Date("end", isRequired: false), ReadTaskIndexes.From(section, tasks));
        draft.Rest = new ManifestPhase
        {
            Name = "",
            StartsAt = default,
            Tasks = [],
            Description = section.Text("description", DescriptionMaxLength) ?? "",
            // Our own word: 0 is no limit in this format.
            MaxSubmissionsPerDay = section.Flag("takes_no_submissions", otherwise: false) ? Closed(section) : Limit(section, "max_submissions_per_day", DefaultPerDay),
            MaxSubmissions = Limit(section, "max_submissions", DefaultInTotal),
            ExecutionTimeLimit = StepLimit.Of(section, Phase.DefaultExecutionTimeLimit, maxStepSeconds),
            AcceptsOnlyResults = section.Flag("accepts_only_result_submissions", otherwise: false),
            HideOutput = section.Flag("hide_output", otherwise: false),
            HidePredictionOutput = section.Flag("hide_prediction_output", otherwise: false),
            HideScoreOutput = section.Flag("hide_score_output", otherwise: false),
            StartingKit = section.Path("starting_kit", PathUse.Download, isRequired: false),
            PublicData = section.Path("public_data", PathUse.Download, isRequired: false),
        };
        section.LaterUnless("auto_migrate_to_this_phase", works: false, "submissions stay in the phase they were sent to.");
        section.Ignore("solutions");
        section.Close();
        return draft;
    }

    private static int Closed(Section section)
    {
        section.Ignore("max_submissions_per_day");
        return 0;
    }

    // 0, or the key without a value, means no limit; without the key there is one.
    private static int? Limit(Section section, string key, int otherwise) => section.Whole(key) switch
    {
        null => section.Has(key) ? null : otherwise,
        0 => null,
        var limit => limit,
    };

    private static void CheckOrder(List<Draft> phases)
    {
        foreach (var phase in phases.Where(p => p.Ends <= p.Starts))
        {
            phase.Section.Error(phase.Section.PlaceOf("end"), $"{phase.Section.Name} ends before it starts, or at once.", "Write an \"end\" after its \"start\".");
        }

        foreach (var (phase, next) in phases.Zip(phases.Skip(1)))
        {
            if (phase.Ends is null && !phase.Section.Has("end"))
            {
                phase.Section.Error(phase.Section.Place, $"{phase.Section.Name} has no \"end\", but {next.Section.Name} comes after it.", "Add an \"end\"; only the last phase may go on for ever.");
            }
            else if (phase.Ends is null && phase.Section.Value("end") is null)
            {
                phase.Section.Error(phase.Section.PlaceOf("end"), $"{phase.Section.Name} has an empty \"end\", but {next.Section.Name} comes after it.", "Write a date; only the last phase may go on for ever.");
            }
            else if (next.Starts < phase.Ends)
            {
                next.Section.Error(next.Section.PlaceOf("start"), $"{next.Section.Name} starts before {phase.Section.Name} has ended.", "Phases follow one another; one may start at the moment the other ends.");
            }
        }
    }

    private static ManifestPhase Finished(Draft draft) =>
        draft.Rest! with { Name = draft.Name!, StartsAt = draft.Starts!.Value, EndsAt = draft.Ends, Tasks = draft.Tasks };

    private sealed record Draft(Section Section, int Index, string? Name, DateTimeOffset? Starts, DateTimeOffset? Ends, IReadOnlyList<string> Tasks)
    {
        public ManifestPhase? Rest { get; set; }
    }
}
