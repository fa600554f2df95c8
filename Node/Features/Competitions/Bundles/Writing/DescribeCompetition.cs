using System.Globalization;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>Says in a manifest what a competition is, and what files belong to it: the opposite of <see cref="DraftCompetition"/>.</summary>
internal sealed class DescribeCompetition
{
    private readonly Competition _competition;

    /// <param name="competition">With pages, questions, tasks and solutions, phases and leaderboards, and the files of all of them.</param>
    public DescribeCompetition(Competition competition)
    {
        _competition = competition;
        Manifest = new BundleManifest
        {
            Title = competition.Title,
            Description = competition.Description,
            Image = Parts.AddIfAny(competition.Logo),
            Terms = Parts.Add("terms.md", competition.Terms),
            IsRegistrationAutoApproved = competition.IsRegistrationAutoApproved,
            DockerImage = competition.DockerImage,
            EnableDetailedResults = competition.EnableDetailedResults,
            RunsSubmissionsAtOnce = competition.RunsSubmissionsAtOnce,
            MakeProgramsAvailable = competition.MakeProgramsAvailable,
            MakeInputDataAvailable = competition.MakeInputDataAvailable,
            Reward = competition.Reward,
            ContactEmail = competition.ContactEmail,
            ReportUrl = competition.ReportUrl,
            LetInAddresses = [.. competition.LetInAddresses.Select(a => a.ToLowerInvariant())],
            Listing = competition.HubCard is { } card ? ListingValues.Of(card) : null,
            FactSheet = [.. competition.FactSheet.OrderBy(q => q.Number).Select(q => new ManifestQuestion
            {
                Key = q.Key,
                Title = q.Title,
                Kind = q.Kind,
                Choices = q.Choices,
                IsRequired = q.IsRequired,
                IsOnLeaderboard = q.IsOnLeaderboard,
            })],
            Pages = [.. competition.Pages.OrderBy(p => p.Number).Select(p => new ManifestPage(p.Title, Parts.Add($"page-{Number(p.Number)}.md", p.Content)))],
            Tasks = [.. competition.Tasks.OrderBy(t => t.Number).Select(Task)],
            Solutions = [.. competition.Solutions.OrderBy(s => s.Number).Select(Solution)],
            Phases = [.. competition.Phases.OrderBy(p => p.Number).Select(Phase)],
            Leaderboards = [.. competition.Leaderboards.OrderBy(l => l.Number).Select(Board)],
        };
    }

    public BundleManifest Manifest { get; }

    public BundleParts Parts { get; } = new();

    private ManifestTask Task(CompetitionTask task) => new()
    {
        Index = Number(task.Number - 1),
        Name = task.Name,
        Description = task.Description,
        IngestionOnlyDuringScoring = task.IngestionOnlyDuringScoring,
        ScoringProgram = Parts.Add(task.ScoringProgram!),
        IngestionProgram = Parts.AddIfAny(task.IngestionProgram),
        InputData = Parts.AddIfAny(task.InputData),
        ReferenceData = Parts.AddIfAny(task.ReferenceData),
    };

    private ManifestSolution Solution(Solution solution) => new()
    {
        Name = solution.Name,
        Description = solution.Description,
        Tasks = [.. _competition.Tasks.Where(t => solution.Tasks.Exists(s => s.TaskId == t.Id)).OrderBy(t => t.Number).Select(t => Number(t.Number - 1))],
        File = Parts.Add(solution.File!),
    };

    private ManifestPhase Phase(Phase phase) => new()
    {
        Name = phase.Name,
        Description = phase.Description,
        StartsAt = phase.StartsAt,
        EndsAt = phase.EndsAt,
        Tasks = [.. phase.Tasks.OrderBy(t => t.Number).Select(t => Number(_competition.Tasks.Single(of => of.Id == t.TaskId).Number - 1))],
        MaxSubmissionsPerDay = phase.MaxSubmissionsPerDay,
        MaxSubmissions = phase.MaxSubmissions,
        AcceptsOnlyResults = phase.AcceptsOnlyResults,
        ExecutionTimeLimit = phase.ExecutionTimeLimit,
        HideOutput = phase.HideOutput,
        HidePredictionOutput = phase.HidePredictionOutput,
        HideScoreOutput = phase.HideScoreOutput,
        StartingKit = Parts.AddIfAny(phase.StartingKit),
        PublicData = Parts.AddIfAny(phase.PublicData),
    };

    private static ManifestLeaderboard Board(Leaderboard board)
    {
        var columns = board.Columns.OrderBy(c => c.Number).ToList();
        return new ManifestLeaderboard
        {
            Title = board.Title,
            Key = board.Key,
            SubmissionRule = board.SubmissionRule,
            IsHidden = board.IsHidden,
            Columns = [.. columns.Select(Column)],
            ColumnGroups = [.. board.ColumnGroups.OrderBy(g => g.Number).Select(g => new ManifestColumnGroup(g.Key, g.Title))],
            PrimaryColumn = columns.IndexOf(board.Primary) + 1,
        };
    }

    private static ManifestColumn Column(LeaderboardColumn column) => new(column.Title, column.Key, column.Sorting, column.Precision, column.IsHidden)
    {
        Group = column.Group,
        Computation = column.Computation is { } kind ? new ManifestComputation(kind, column.ComputedFrom, column.Weights is [] ? null : column.Weights) : null,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
