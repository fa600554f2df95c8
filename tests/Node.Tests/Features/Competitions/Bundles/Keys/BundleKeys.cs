namespace Agon.Node.Tests.Features.Competitions.Bundles.Keys;

/// <summary>
/// What becomes of every key of both formats: <c>kind: key | kept | shown</c>. Kept is a property of the model; <c>-</c> is nothing, because
/// it says how to read or is of no consequence; <c>bundle</c> means that only the bundle itself has it, and a warning says so.
/// </summary>
internal static class BundleKeys
{
    private const string Version2 = """
        the competition: version | - | it chooses the reader
        the competition: title | Competition.Title | everywhere; the address is made from it
        the competition: description | Competition.Description | lists, the hub
        the competition: image | Competition.Logo | lists, every page of the competition, the hub
        the competition: terms | Competition.Terms | Rules; accepted when joining
        the competition: pages | Competition.Pages | a tab for each
        the competition: tasks | Competition.Tasks | Data, the organizer's desk
        the competition: solutions | Competition.Solutions | Data
        the competition: phases | Competition.Phases | overview, the organizer's desk
        the competition: leaderboards | Competition.Leaderboards | Leaderboard
        the competition: registration_auto_approve | Competition.IsRegistrationAutoApproved | joining
        the competition: docker_image | Competition.DockerImage | overview, runs
        the competition: queue | bundle | a warning
        the competition: enable_detailed_results | Competition.EnableDetailedResults | the submission's page
        the competition: show_detailed_results_in_submission_panel | bundle | a warning, if false
        the competition: show_detailed_results_in_leaderboard | bundle | a warning, if true
        the competition: auto_run_submissions | Competition.RunsSubmissionsAtOnce | the organizer's desk
        the competition: can_participants_make_submissions_public | bundle | a warning, if true
        the competition: make_programs_available | Competition.MakeProgramsAvailable | Data
        the competition: make_input_data_available | Competition.MakeInputDataAvailable | Data
        the competition: competition_type | bundle | a warning, if it is a benchmark
        the competition: report | Competition.ReportUrl | overview
        the competition: whitelist_emails | Competition.LetInAddresses | Access, joining
        the competition: listing | Competition.HubCard | the hub; a key of ours
        map listing: visibility | HubCard.Visibility | the hub
        map listing: institution | HubCard.Institution | the hub
        map listing: tags | HubCard.Tags | the hub
        map listing: task_types | HubCard.TaskTypes | the hub
        map listing: modalities | HubCard.Modalities | the hub
        map listing: submission_kinds | HubCard.SubmissionKinds | the hub
        map listing: language | HubCard.Language | the hub
        map listing: hardware | HubCard.Hardware | the hub
        map listing: is_confidential | HubCard.IsConfidential | the hub
        the competition: fact_sheet | Competition.FactSheet | the form for submitting
        the competition: reward | Competition.Reward | overview, the hub
        the competition: contact_email | Competition.ContactEmail | overview
        the competition: forum_enabled | bundle | a warning, if true
        question: key | FactSheetQuestion.Key | submissions, the API
        question: type | FactSheetQuestion.Kind | the form for submitting
        question: title | FactSheetQuestion.Title | the form for submitting
        question: selection | FactSheetQuestion.Choices | the form for submitting
        question: is_required | FactSheetQuestion.IsRequired | the form for submitting
        question: is_on_leaderboard | FactSheetQuestion.IsOnLeaderboard | Leaderboard
        page: title | CompetitionPage.Title | the tab
        page: file | CompetitionPage.Content | the page
        page: index | - | pages are in the order of the file
        task: index | CompetitionTask.Number | phases and solutions refer to it
        task: name | CompetitionTask.Name | Data, submissions
        task: description | CompetitionTask.Description | Data
        task: key | - | an error asks for the files
        task: is_public | - | tasks belong to their competition
        task: ingestion_only_during_scoring | CompetitionTask.IngestionOnlyDuringScoring | runs
        task: scoring_program | CompetitionTask.ScoringProgram | runs; Data, if allowed
        task: ingestion_program | CompetitionTask.IngestionProgram | runs; Data, if allowed
        task: input_data | CompetitionTask.InputData | runs; Data, if allowed
        task: reference_data | CompetitionTask.ReferenceData | scoring
        solution: index | - | solutions are in the order of the file
        solution: key | - | an error asks for the file
        solution: name | Solution.Name | Data
        solution: description | Solution.Description | Data
        solution: path | Solution.File | Data
        solution: tasks | Solution.Tasks | Data
        phase: index | Phase.Number | the order of phases
        phase: name | Phase.Name | overview, Leaderboard, submissions
        phase: description | Phase.Description | overview
        phase: start | Phase.StartsAt | overview, lists, the hub
        phase: end | Phase.EndsAt | overview, lists, the hub
        phase: tasks | Phase.Tasks | runs, submissions
        phase: max_submissions_per_day | Phase.MaxSubmissionsPerDay | overview, the form for submitting
        phase: max_submissions | Phase.MaxSubmissions | overview, the form for submitting
        phase: takes_no_submissions | Phase.MaxSubmissionsPerDay | overview; a key of ours
        phase: execution_time_limit | Phase.ExecutionTimeLimit | overview, runs
        phase: auto_migrate_to_this_phase | bundle | a warning, if true
        phase: accepts_only_result_submissions | Phase.AcceptsOnlyResults | the form for submitting
        phase: hide_output | Phase.HideOutput | the submission's page
        phase: hide_prediction_output | Phase.HidePredictionOutput | the submission's page
        phase: hide_score_output | Phase.HideScoreOutput | the submission's page
        phase: starting_kit | Phase.StartingKit | Data
        phase: public_data | Phase.PublicData | Data
        phase: solutions | - | exports write it; solutions name their tasks
        leaderboard: title | Leaderboard.Title | Leaderboard
        leaderboard: key | Leaderboard.Key | the API
        leaderboard: index | - | leaderboards are in the order of the file
        leaderboard: hidden | Leaderboard.IsHidden | Leaderboard
        leaderboard: submission_rule | Leaderboard.SubmissionRule | submissions, Leaderboard
        leaderboard: primary_index | Leaderboard.PrimaryColumn | Leaderboard
        leaderboard: column_groups | Leaderboard.ColumnGroups | Leaderboard
        leaderboard: columns | Leaderboard.Columns | Leaderboard
        column group: key | LeaderboardColumnGroup.Key | columns refer to it
        column group: title | LeaderboardColumnGroup.Title | Leaderboard
        column: title | LeaderboardColumn.Title | Leaderboard
        column: key | LeaderboardColumn.Key | scores, the API
        column: index | LeaderboardColumn.Number | the order of columns
        column: sorting | LeaderboardColumn.Sorting | Leaderboard
        column: precision | LeaderboardColumn.Precision | Leaderboard
        column: hidden | LeaderboardColumn.IsHidden | Leaderboard
        column: group | LeaderboardColumn.Group | Leaderboard
        column: computation | LeaderboardColumn.Computation | Leaderboard
        column: computation_indexes | LeaderboardColumn.ComputedFrom | Leaderboard
        column: computation_weights | LeaderboardColumn.Weights | Leaderboard
        """;

    private const string Version1 = """
        the competition: version | - | it chooses the reader
        the competition: title | Competition.Title | everywhere; the address is made from it
        the competition: description | Competition.Description | lists, the hub
        the competition: image | Competition.Logo | lists, every page of the competition, the hub
        the competition: has_registration | Competition.IsRegistrationAutoApproved | joining
        the competition: competition_docker_image | Competition.DockerImage | overview, runs
        the competition: start_date | - | the first phase says when it starts
        the competition: end_date | Phase.EndsAt | the end of the last phase
        the competition: html | Competition.Pages | a tab for each
        the competition: phases | Competition.Phases | overview, the organizer's desk
        the competition: leaderboard | Competition.Leaderboards | Leaderboard
        the competition: reward | Competition.Reward | overview, the hub
        the competition: enable_detailed_results | Competition.EnableDetailedResults | the submission's page
        the competition: force_submission_to_leaderboard | Leaderboard.SubmissionRule | submissions, Leaderboard
        the competition: disallow_leaderboard_modifying | Leaderboard.SubmissionRule | submissions, Leaderboard
        the competition: show_datasets_from_yaml | - | false: no links to data
        the competition: admin_names | bundle | a warning
        the competition: allow_teams | bundle | a warning, if true
        the competition: enable_teams | bundle | a warning, if true
        the competition: require_team_approval | bundle | a warning, if true
        the competition: allow_organizer_teams | bundle | a warning, if true
        the competition: anonymous_leaderboard | bundle | a warning, if true
        the competition: allow_public_submissions | bundle | a warning, if true
        the competition: enable_forum | bundle | a warning, if true
        the competition: forum_enabled | bundle | a warning, if true
        the competition: enable_per_submission_metadata | bundle | a warning, if true
        the competition: enable_medical_image_viewer | bundle | a warning, if true
        the competition: hide_top_three | bundle | a warning, if true
        the competition: hide_chart | bundle | a warning, if true
        the competition: url_redirect | bundle | a warning
        the competition: upper_bound_max_submission_size | bundle | a warning
        the competition: published | - | a note, if true: a draft is made
        the competition: secret_key | - | a note: it may be known to many
        the competition: queue | bundle | a warning
        the competition: auto_run_submissions | Competition.RunsSubmissionsAtOnce | the organizer's desk
        the competition: make_programs_available | Competition.MakeProgramsAvailable | Data
        the competition: make_input_data_available | Competition.MakeInputDataAvailable | Data
        the competition: show_detailed_results_in_submission_panel | bundle | a warning, if false
        the competition: show_detailed_results_in_leaderboard | bundle | a warning, if true
        map html: terms | Competition.Terms | Rules; accepted when joining
        map html: overview | CompetitionPage.Content | a page; so is every other entry
        map html: evaluation | CompetitionPage.Content | a page
        map html: data | CompetitionPage.Content | Data
        map html: get_starting_kit | CompetitionPage.Content | a page, as an example of others
        phase: phasenumber | Phase.Number | the order of phases
        phase: label | Phase.Name | overview, Leaderboard, submissions
        phase: description | Phase.Description | overview
        phase: start_date | Phase.StartsAt | overview, lists, the hub; the end of the phase before
        phase: phase_never_ends | Phase.EndsAt | overview
        phase: max_submissions_per_day | Phase.MaxSubmissionsPerDay | overview, the form for submitting
        phase: max_submissions | Phase.MaxSubmissions | overview, the form for submitting
        phase: is_scoring_only | Phase.AcceptsOnlyResults | the form for submitting
        phase: execution_time_limit | Phase.ExecutionTimeLimit | overview, runs
        phase: color | - | a color of the site it was written for
        phase: auto_migration | bundle | a warning, if true
        phase: leaderboard_management_mode | Leaderboard.IsHidden | Leaderboard
        phase: force_best_submission_to_leaderboard | Leaderboard.SubmissionRule | submissions, Leaderboard
        phase: max_submission_size | bundle | a warning
        phase: participant_max_storage_use | bundle | a warning
        phase: delete_submissions_except_best_and_last | bundle | a warning, if true
        phase: scoring_program | CompetitionTask.ScoringProgram | runs; Data, if allowed
        phase: reference_data | CompetitionTask.ReferenceData | scoring
        phase: input_data | CompetitionTask.InputData | runs; Data, if allowed
        phase: ingestion_program | CompetitionTask.IngestionProgram | runs; Data, if allowed
        phase: ingestion_program_only_during_scoring | CompetitionTask.IngestionOnlyDuringScoring | runs
        phase: public_data | Phase.PublicData | Data
        phase: starting_kit | Phase.StartingKit | Data
        phase: datasets | CompetitionPage.Content | links on Data
        phase: ingestion_program_docker_image | bundle | a warning, if it is not the competition's
        phase: scoring_program_docker_image | bundle | a warning, if it is not the competition's
        phase: default_docker_image | bundle | a warning, if it is not the competition's
        phase: disable_custom_docker_image | - | participants bring no images here
        phase: is_parallel_parent | Phase.Tasks | its parallel phases are its tasks
        phase: parent_phasenumber | Phase.Tasks | it is a task of its parent
        data set: name | CompetitionPage.Content | the link
        data set: url | CompetitionPage.Content | the link
        data set: description | CompetitionPage.Content | behind the link
        data set: key | bundle | a warning
        map leaderboard: leaderboards | Competition.Leaderboards | Leaderboard
        map leaderboard: column_groups | Leaderboard.ColumnGroups | Leaderboard
        map leaderboard: columns | Leaderboard.Columns | Leaderboard; the name is the key
        leaderboard: label | Leaderboard.Title | Leaderboard
        leaderboard: rank | - | the order of leaderboards
        leaderboard: hidden | Leaderboard.IsHidden | Leaderboard
        column group: label | LeaderboardColumnGroup.Title | Leaderboard
        column group: rank | - | the order of groups
        column group: hidden | - | a group is seen with its columns
        column: leaderboard | Leaderboard.Columns | it belongs to it
        column: column_group | LeaderboardColumn.Group | Leaderboard
        column: label | LeaderboardColumn.Title | Leaderboard
        column: rank | LeaderboardColumn.Number | the order of columns
        column: sort | LeaderboardColumn.Sorting | Leaderboard
        column: numeric_format | LeaderboardColumn.Precision | Leaderboard
        column: selection_default | Leaderboard.PrimaryColumn | Leaderboard
        column: hidden | LeaderboardColumn.IsHidden | Leaderboard
        column: computed | LeaderboardColumn.Computation | Leaderboard
        map computed: operation | LeaderboardColumn.Computation | Leaderboard
        map computed: fields | LeaderboardColumn.ComputedFrom | Leaderboard
        map computed: weights | LeaderboardColumn.Weights | Leaderboard
        """;

    public static IReadOnlyDictionary<string, IReadOnlyList<BundleKey>> ByFormat { get; } =
        new Dictionary<string, IReadOnlyList<BundleKey>> { ["2"] = Parse(Version2), ["1.5"] = Parse(Version1) };

    private static List<BundleKey> Parse(string list) =>
    [
        .. from line in list.Split('\n')
           let kind = line[..line.IndexOf(':', StringComparison.Ordinal)]
           let parts = line[(kind.Length + 1)..].Split(" | ")
           select new BundleKey(kind, parts[0].Trim(), parts[1], parts[2]),
    ];
}

internal sealed record BundleKey(string Kind, string Key, string Kept, string Shown);
