using System.Globalization;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>
/// Writes a manifest in the format of Codabench bundles, version 2. Where the format has no word for something, a key of ours says it, which
/// other sites pass over.
/// </summary>
internal static class WriteManifest
{
    public static string Of(BundleManifest manifest) => YamlText.Of(
    [
        ("version", 2),
        ("title", manifest.Title),
        ("description", Filled(manifest.Description)),
        ("image", manifest.Image?.Path),
        ("terms", manifest.Terms.Path),
        ("registration_auto_approve", manifest.IsRegistrationAutoApproved),
        ("docker_image", manifest.DockerImage),
        ("enable_detailed_results", manifest.EnableDetailedResults),
        ("auto_run_submissions", manifest.RunsSubmissionsAtOnce),
        ("make_programs_available", manifest.MakeProgramsAvailable),
        ("make_input_data_available", manifest.MakeInputDataAvailable),
        ("reward", manifest.Reward),
        ("contact_email", manifest.ContactEmail),
        ("report", manifest.ReportUrl),
        ("whitelist_emails", manifest.LetInAddresses is [] ? null : manifest.LetInAddresses),
        ("listing", manifest.Listing is { } listing ? Listing(listing) : null),
        ("fact_sheet", manifest.FactSheet is [] ? null : manifest.FactSheet.Select(q => (q.Key, (object?)Question(q)))),
        ("pages", manifest.Pages.Select(p => Map(("title", p.Title), ("file", p.File.Path)))),
        ("tasks", manifest.Tasks.Select(Task)),
        ("solutions", manifest.Solutions is [] ? null : manifest.Solutions.Select(Solution)),
        ("phases", manifest.Phases.Select(Phase)),
        ("leaderboards", manifest.Leaderboards.Select(Leaderboard)),
    ]);

    // A key of ours.
    private static (string, object?)[] Listing(ListingValues listing) => Map(
        ("visibility", ReadListing.Word(listing.Visibility)),
        ("institution", listing.Institution),
        ("tags", listing.Tags),
        ("task_types", listing.TaskTypes),
        ("modalities", listing.Modalities),
        ("submission_kinds", listing.SubmissionKinds),
        ("language", listing.Language),
        ("hardware", listing.Hardware),
        ("is_confidential", listing.IsConfidential));

    // Other sites insist on all six members, and on texts for the truth values.
    private static (string, object?)[] Question(ManifestQuestion question) => Map(
        ("key", question.Key),
        ("type", question.Kind switch { FactKind.Checkbox => "checkbox", FactKind.Select => "select", _ => "text" }),
        ("title", question.Title),
        ("selection", question.Kind switch { FactKind.Checkbox => new object[] { true, false }, FactKind.Select => question.Choices, _ => "" }),
        ("is_required", question.IsRequired ? "true" : "false"),
        ("is_on_leaderboard", question.IsOnLeaderboard ? "true" : "false"));

    private static (string, object?)[] Task(ManifestTask task) => Map(
        ("index", Index(task.Index)),
        ("name", task.Name),
        ("description", Filled(task.Description)),
        ("ingestion_only_during_scoring", task.IngestionOnlyDuringScoring),
        ("scoring_program", task.ScoringProgram.Path),
        ("ingestion_program", task.IngestionProgram?.Path),
        ("input_data", task.InputData?.Path),
        ("reference_data", task.ReferenceData?.Path));

    private static (string, object?)[] Solution(ManifestSolution solution, int place) => Map(
        ("index", place),
        ("name", solution.Name),
        ("description", Filled(solution.Description)),
        ("path", solution.File.Path),
        ("tasks", solution.Tasks.Select(Index)));

    // 0 is no limit in this format; that nobody may submit has a word of ours.
    private static (string, object?)[] Phase(ManifestPhase phase, int place) => Map(
        ("index", place),
        ("name", phase.Name),
        ("description", Filled(phase.Description)),
        ("start", Instant(phase.StartsAt)),
        ("end", phase.EndsAt is { } end ? Instant(end) : null),
        ("max_submissions_per_day", phase.MaxSubmissionsPerDay ?? 0),
        ("max_submissions", phase.MaxSubmissions ?? 0),
        ("takes_no_submissions", phase.MaxSubmissionsPerDay == 0 || phase.MaxSubmissions == 0 ? true : null),
        ("execution_time_limit", phase.ExecutionTimeLimit),
        ("accepts_only_result_submissions", phase.AcceptsOnlyResults),
        ("hide_output", phase.HideOutput),
        ("hide_prediction_output", phase.HidePredictionOutput),
        ("hide_score_output", phase.HideScoreOutput),
        ("starting_kit", phase.StartingKit?.Path),
        ("public_data", phase.PublicData?.Path),
        ("tasks", phase.Tasks.Select(Index)));

    private static (string, object?)[] Leaderboard(ManifestLeaderboard board) => Map(
        ("title", board.Title),
        ("key", board.Key),
        ("submission_rule", ReadLeaderboards.Word(board.SubmissionRule)),
        ("hidden", board.IsHidden),
        ("primary_index", board.PrimaryColumn - 1),
        ("column_groups", board.ColumnGroups is [] ? null : board.ColumnGroups.Select(g => Map(("key", g.Key), ("title", g.Title)))),
        ("columns", board.Columns.Select((c, place) => Column(c, place, board))));

    private static (string, object?)[] Column(ManifestColumn column, int place, ManifestLeaderboard board) => Map(
        ("title", column.Title),
        ("key", column.Key),
        ("index", place),
        ("sorting", column.Sorting == SortDirection.Ascending ? "asc" : "desc"),
        ("precision", column.Precision),
        ("hidden", column.IsHidden),
        ("group", column.Group),
        ("computation", column.Computation is { } computation ? ReadComputations.Word(computation.Kind) : null),
        ("computation_indexes", column.Computation?.Columns.Select(key => (object)board.Columns.ToList().FindIndex(c => c.Key == key))),
        ("computation_weights", column.Computation?.Weights?.Select(w => (object)w)));

    private static object Index(string index) => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : index;

    // In quotes, or other sites would cut the time off.
    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'+00:00'", CultureInfo.InvariantCulture);

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private static (string, object?)[] Map(params (string, object?)[] pairs) => pairs;
}
