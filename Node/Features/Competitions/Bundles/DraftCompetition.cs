using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Makes the rows of a draft competition out of a checked bundle whose parts are stored.</summary>
internal sealed class DraftCompetition
{
    private readonly Guid _owner;
    private readonly DateTimeOffset _now;
    private readonly IReadOnlyDictionary<string, StoredPart> _parts;
    private readonly Dictionary<(string, StoredFileKind), StoredFile> _files = [];

    public DraftCompetition(BundleImport import, string slug, BundleContent content, IReadOnlyDictionary<string, StoredPart> parts, DateTimeOffset now)
    {
        (_owner, _now, _parts) = (import.AccountId, now, parts);
        var manifest = content.Manifest;
        Competition = new Competition
        {
            Id = NewId(),
            Slug = slug,
            Title = manifest.Title,
            Description = manifest.Description,
            CreatedById = _owner,
            CreatedAt = now,
            LogoId = File(manifest.Image, StoredFileKind.Logo),
            BundleId = import.FileId,
            Terms = Text(manifest.Terms, content),
            IsRegistrationAutoApproved = manifest.IsRegistrationAutoApproved,
            DockerImage = manifest.DockerImage,
            EnableDetailedResults = manifest.EnableDetailedResults,
            RunsSubmissionsAtOnce = manifest.RunsSubmissionsAtOnce,
            MakeProgramsAvailable = manifest.MakeProgramsAvailable,
            MakeInputDataAvailable = manifest.MakeInputDataAvailable,
            ContactEmail = manifest.ContactEmail,
            Reward = manifest.Reward,
            ReportUrl = manifest.ReportUrl,
            LetInAddresses = [.. manifest.LetInAddresses.Select(a => a.ToUpperInvariant())],
        };
        if (manifest.Listing is { } listing)
        {
            listing.Fill(Competition.HubCard = new HubCard { CompetitionId = Competition.Id });
        }

        Organizer = new Participant
        {
            Id = NewId(),
            CompetitionId = Competition.Id,
            AccountId = _owner,
            Role = CompetitionRole.Organizer,
            State = ParticipantState.Approved,
            JoinedAt = now,
        };
        Competition.Pages.AddRange(PagesOf(content).Select((p, i) => new CompetitionPage { Id = NewId(), Number = i + 1, Title = p.Title, Content = p.Content }));
        Competition.FactSheet.AddRange(manifest.FactSheet.Select(Question));
        Competition.Tasks.AddRange(manifest.Tasks.Select(Task));
        Competition.Solutions.AddRange(manifest.Solutions.Select((s, i) => Solution(s, i + 1, manifest)));
        Competition.Leaderboards.AddRange(manifest.Leaderboards.Select(Board));
        Competition.Phases.AddRange(manifest.Phases.Select((p, i) => Phase(p, i + 1, manifest)));
    }

    public Competition Competition { get; }

    public Participant Organizer { get; }

    public IEnumerable<StoredFile> Files => _files.Values;

    private FactSheetQuestion Question(ManifestQuestion question, int place) => new()
    {
        Id = NewId(),
        Number = place + 1,
        Key = question.Key,
        Title = question.Title,
        Kind = question.Kind,
        Choices = [.. question.Choices],
        IsRequired = question.IsRequired,
        IsOnLeaderboard = question.IsOnLeaderboard,
    };

    private CompetitionTask Task(ManifestTask task, int place) => new()
    {
        Id = NewId(),
        Number = place + 1,
        Name = task.Name,
        Description = task.Description,
        IngestionOnlyDuringScoring = task.IngestionOnlyDuringScoring,
        ScoringProgramId = File(task.ScoringProgram, StoredFileKind.ScoringProgram)!.Value,
        IngestionProgramId = File(task.IngestionProgram, StoredFileKind.IngestionProgram),
        InputDataId = File(task.InputData, StoredFileKind.InputData),
        ReferenceDataId = File(task.ReferenceData, StoredFileKind.ReferenceData),
    };

    private Solution Solution(ManifestSolution manifest, int number, BundleManifest bundle)
    {
        var solution = new Solution
        {
            Id = NewId(),
            Number = number,
            Name = manifest.Name,
            Description = manifest.Description,
            FileId = File(manifest.File, StoredFileKind.Solution)!.Value,
        };
        solution.Tasks.AddRange(manifest.Tasks.Select(index => new SolutionTask { TaskId = TaskOf(index, bundle) }));
        return solution;
    }

    private Guid TaskOf(string index, BundleManifest bundle) => Competition.Tasks[bundle.Tasks.Select(t => t.Index).ToList().IndexOf(index)].Id;

    private Leaderboard Board(ManifestLeaderboard manifest, int place)
    {
        var board = new Leaderboard
        {
            Id = NewId(),
            Number = place + 1,
            Title = manifest.Title,
            Key = manifest.Key,
            SubmissionRule = manifest.SubmissionRule,
            IsHidden = manifest.IsHidden,
            PrimaryColumn = manifest.PrimaryColumn,
        };
        board.Columns.AddRange(manifest.Columns.Select((c, i) => new LeaderboardColumn
        {
            Id = NewId(),
            Number = i + 1,
            Title = c.Title,
            Key = c.Key,
            Sorting = c.Sorting,
            Precision = c.Precision,
            IsHidden = c.IsHidden,
            Computation = c.Computation?.Kind,
            ComputedFrom = [.. c.Computation?.Columns ?? []],
            Weights = [.. c.Computation?.Weights ?? []],
            Group = c.Group,
        }));
        board.ColumnGroups.AddRange(manifest.ColumnGroups.Select((g, i) => new LeaderboardColumnGroup { Number = i + 1, Key = g.Key, Title = g.Title }));
        return board;
    }

    private Phase Phase(ManifestPhase manifest, int number, BundleManifest bundle)
    {
        var phase = new Phase
        {
            Id = NewId(),
            Number = number,
            Name = manifest.Name,
            Description = manifest.Description,
            StartsAt = manifest.StartsAt,
            EndsAt = manifest.EndsAt,
            MaxSubmissionsPerDay = manifest.MaxSubmissionsPerDay,
            MaxSubmissions = manifest.MaxSubmissions,
            ExecutionTimeLimit = manifest.ExecutionTimeLimit,
            AcceptsOnlyResults = manifest.AcceptsOnlyResults,
            HideOutput = manifest.HideOutput,
            HidePredictionOutput = manifest.HidePredictionOutput,
            HideScoreOutput = manifest.HideScoreOutput,
            StartingKitId = File(manifest.StartingKit, StoredFileKind.StartingKit),
            PublicDataId = File(manifest.PublicData, StoredFileKind.PublicData),
        };
        phase.Tasks.AddRange(manifest.Tasks.Select((index, i) => new PhaseTask
        {
            TaskId = TaskOf(index, bundle),
            Number = i + 1,
        }));
        return phase;
    }

    private Guid? File(PathReference? reference, StoredFileKind kind)
    {
        if (reference is null)
        {
            return null;
        }

        var path = StoreBundleParts.PathOf(reference);
        if (!_files.TryGetValue((path, kind), out var file))
        {
            var part = _parts[path];
            file = _files[(path, kind)] = StoredFile.Of(part.Blob, part.Name, kind, _owner, _now);
        }

        return file.Id;
    }

    // Links to data are where participants look for data: on the page of that name, made if there is none.
    private static List<(string Title, string Content)> PagesOf(BundleContent content)
    {
        List<(string Title, string Content)> pages = [.. content.Manifest.Pages.Select(p => (p.Title, Text(p.File, content)))];
        if (content.Manifest.DataLinks is [])
        {
            return pages;
        }

        var links = BundleMessages.DataLinks(content.Manifest.DataLinks);
        var at = pages.FindIndex(p => p.Title == CompetitionPage.DataTitle);
        if (at < 0)
        {
            pages.Add((CompetitionPage.DataTitle, links));
        }
        else
        {
            pages[at] = (pages[at].Title, $"{pages[at].Content}\n\n{links}");
        }

        return pages;
    }

    private static string Text(PathReference reference, BundleContent content) => content.Texts[StoreBundleParts.PathOf(reference)];

    private Guid NewId() => Guid.CreateVersion7(_now);
}
