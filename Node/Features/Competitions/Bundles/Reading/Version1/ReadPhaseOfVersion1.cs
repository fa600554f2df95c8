using System.Globalization;
using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads the phases of one competition, one at a time; a task that several of them share is made once.</summary>
internal sealed class ReadPhaseOfVersion1(Section competition, int maxStepSeconds)
{
    private const int DescriptionMaxLength = 20_000, DefaultPerDay = 999, DefaultInTotal = 100, DefaultSeconds = 300, MostLinks = 100;
    private const int MostOfLinks = 200_000;
    private static readonly string[] Images = ["ingestion_program_docker_image", "scoring_program_docker_image", "default_docker_image"];

    private readonly Dictionary<(string?, string?, string?, string?, bool), ManifestTask> _tasks = [];
    private readonly HashSet<string> _noted = [];
    private int _linkLength;

    public IReadOnlyList<ManifestTask> Tasks => [.. _tasks.Values];

    public PhaseOfVersion1 Read(Section section)
    {
        var name = section.Text("label", Phase.NameMaxLength, isRequired: true);
        section.Name = name is null ? section.Name : $"phase \"{ManifestMessages.Short(name)}\"";
        var isParent = section.Flag("is_parallel_parent", otherwise: false);
        var task = Task(section, name, isParent);
        var (perDay, inTotal) = (Limit(section, "max_submissions_per_day", DefaultPerDay), Limit(section, "max_submissions", DefaultInTotal));
        var phase = new PhaseOfVersion1(section)
        {
            Number = section.Whole("phasenumber", isRequired: true),
            Name = name,
            Starts = section.Date("start_date", isRequired: true),
            NeverEnds = section.Flag("phase_never_ends", otherwise: false),
            IsParent = isParent,
            Parent = section.Whole("parent_phasenumber"),
            HidesResults = section.OneOf("leaderboard_management_mode", ["default", "hide_results"]) == "hide_results",
            ForcesBest = section.Flag("force_best_submission_to_leaderboard", otherwise: false),
            Migrates = section.Flag("auto_migration", otherwise: false),
            Tasks = task is null ? [] : [task],
            DataLinks = [.. section.NamedSections("datasets", "data set", MostLinks, isRequired: false).Select(d => Link(d.Key, d.Section)).OfType<ManifestDataLink>()],
            Rest = new ManifestPhase
            {
                Name = "",
                StartsAt = default,
                Tasks = [],
                Description = section.Text("description", DescriptionMaxLength) ?? "",
                MaxSubmissionsPerDay = perDay == 0 || inTotal == 0 ? 0 : perDay,
                MaxSubmissions = inTotal == 0 ? null : inTotal,
                AcceptsOnlyResults = AcceptsOnlyResults(section, task),
                ExecutionTimeLimit = StepLimit.Of(section, DefaultSeconds, maxStepSeconds),
                StartingKit = section.Path("starting_kit", PathUse.Download, isRequired: false),
                PublicData = section.Path("public_data", PathUse.Download, isRequired: false),
            },
        };
        // A colour of the site it was written for.
        section.Ignore("color", "disable_custom_docker_image");
        OtherKeys(section);
        section.Close();
        return phase;
    }

    private ManifestTask? Task(Section section, string? name, bool isParent)
    {
        var scoring = section.Path("scoring_program", PathUse.Program, isRequired: !isParent);
        var ingestion = section.Path("ingestion_program", PathUse.Program, isRequired: false);
        var input = section.Path("input_data", PathUse.Data, isRequired: false);
        var reference = section.Path("reference_data", PathUse.Data, isRequired: false);
        var isDuringScoring = section.Flag("ingestion_program_only_during_scoring", otherwise: false);
        if (isDuringScoring && ingestion is null)
        {
            section.Warn(section.PlaceOf("ingestion_program_only_during_scoring"), $"{section.Name} has no \"ingestion_program\" that could run during scoring.");
        }

        if (scoring is null || name is null || isParent)
        {
            return null;
        }

        var files = (Key(scoring), Key(ingestion), Key(input), Key(reference), isDuringScoring);
        if (!_tasks.TryGetValue(files, out var task))
        {
            _tasks[files] = task = new ManifestTask
            {
                Index = _tasks.Count.ToString(CultureInfo.InvariantCulture),
                Name = name,
                IngestionOnlyDuringScoring = isDuringScoring,
                ScoringProgram = scoring,
                IngestionProgram = ingestion,
                InputData = input,
                ReferenceData = reference,
            };
        }

        return task;
    }

    private static string? Key(PathReference? reference) => reference is null ? null : BundleTree.Normalize(reference.Path) ?? reference.Path;

    // Without the key CodaLab ran no program before scoring; but who packs one wants it to run.
    private bool AcceptsOnlyResults(Section section, ManifestTask? task)
    {
        if (section.Value("is_scoring_only") is not null)
        {
            var isScoringOnly = section.Flag("is_scoring_only", otherwise: true);
            if (isScoringOnly)
            {
                NoteOnce("is_scoring_only", section.PlaceOf("is_scoring_only"), "where \"is_scoring_only\" is true, results are taken and no code, as on CodaLab. Codabench would run submitted code.");
            }

            return isScoringOnly;
        }

        if (task?.IngestionProgram is null)
        {
            NoteOnce("results", section.Place, "where \"is_scoring_only\" is not said, results are taken and no code, as on CodaLab. Codabench would run submitted code.");
            return true;
        }

        section.Note(section.Place, $"{section.Name} does not say \"is_scoring_only\", but has an ingestion program: it takes code, and runs the program.");
        return false;
    }

    private int Limit(Section section, string key, int otherwise)
    {
        var limit = section.Whole(key);
        if (limit == 0)
        {
            section.Note(section.PlaceOf(key), $"\"{key}: 0\" closes {section.Name} to everybody, as on CodaLab. Codabench would take any number.");
        }
        else if (limit is null && key == "max_submissions_per_day")
        {
            NoteOnce(key, section.Place, $"where \"{key}\" is not said, it is {otherwise}, as on CodaLab. Codabench would allow 5.");
        }

        return limit ?? otherwise;
    }

    private ManifestDataLink? Link(string key, Section section)
    {
        var name = section.Text("name", Phase.NameMaxLength) is { Length: > 0 } given ? given : key;
        var description = section.Text("description", DescriptionMaxLength) ?? "";
        var url = section.Text("url", maxLength: 2000);
        if (section.Value("key") is { } other && url is null)
        {
            section.Warn(other.Place, $"{section.Name} is kept on another site, by its key: it is left out.", "Put it into the bundle as \"public_data\", or write its \"url\".");
        }
        else if (string.IsNullOrEmpty(url))
        {
            section.Warn(section.Place, $"{section.Name} has no \"url\": it is left out.", "Write the address it can be downloaded from.");
        }
        else if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            section.Warn(section.PlaceOf("url"), $"\"url\" of {section.Name} is no address of the web: it is left out.", "Write an address that begins with https://.");
        }
        else
        {
            section.Close();
            // All stand on one page; aliases make a long description cheap to repeat.
            if ((_linkLength += name.Length + description.Length + url.Length) <= MostOfLinks)
            {
                return new ManifestDataLink(name, address.AbsoluteUri, description);
            }

            section.Error(section.Place, "the data sets have more text than a page can show.", "Shorten their descriptions.");
            return null;
        }

        section.Close();
        return null;
    }

    private void OtherKeys(Section section)
    {
        foreach (var key in Images)
        {
            var competitions = competition.Text("competition_docker_image", Competition.ImageMaxLength);
            if (section.Text(key, maxLength: 2000) is { Length: > 0 } image && image != competitions)
            {
                section.Warn(section.PlaceOf(key), $"\"{key}\" of {section.Name} is not used: every run has the image of the competition.", "Write it as \"competition_docker_image\".");
            }
        }

        if (section.Whole("max_submission_size") is > 0)
        {
            section.Warn(section.PlaceOf("max_submission_size"), $"\"max_submission_size\" of {section.Name} is not used yet: the operator says how large submissions may be.");
        }

        if (section.Whole("participant_max_storage_use") is > 0)
        {
            section.Warn(section.PlaceOf("participant_max_storage_use"), $"\"participant_max_storage_use\" of {section.Name} is not used yet: the operator says how much room people have.");
        }

        section.LaterUnless("delete_submissions_except_best_and_last", works: false, "all submissions are kept.");
    }

    private void NoteOnce(string about, YamlPlace place, string message)
    {
        if (_noted.Add(about))
        {
            competition.Note(place, message);
        }
    }
}
