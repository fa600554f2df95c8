namespace Agon.Node.Tests.Features.Competitions.Bundles;

/// <summary>A bundle of version 2 with every key there is.</summary>
internal static class FullBundle
{
    public const string Manifest = """
        version: 2
        title: Wheat seeds
        description: Tell three varieties of wheat apart.
        image: logo.png
        terms: terms.md
        registration_auto_approve: yes
        docker_image: python:3.12
        queue:
        enable_detailed_results: true
        show_detailed_results_in_submission_panel: true
        show_detailed_results_in_leaderboard: false
        auto_run_submissions: true
        can_participants_make_submissions_public: false
        make_programs_available: false
        make_input_data_available: false
        competition_type: competition
        reward: A sack of flour
        contact_email: organizer@example.org
        report: https://example.org/report.pdf
        whitelist_emails:
          - zoe@example.org
        forum_enabled: false
        listing:
          visibility: listed
          institution: University of Alpha
          tags:
            - wheat
          task_types:
            - classification
          modalities:
            - tabular
          submission_kinds:
            - results
          language: en
          hardware: One core
          is_confidential: false
        fact_sheet:
          method:
            key: method
            type: select
            title: Method
            selection:
              - neighbours
              - forest
            is_required: "true"
            is_on_leaderboard: "false"
        pages:
          - title: Overview
            file: pages/overview.md
            index: 0
        tasks:
          - index: 0
            name: Classify
            description: Name the variety.
            is_public: false
            ingestion_only_during_scoring: false
            scoring_program: scoring_program/
            reference_data: reference_data
            ingestion_program: ingestion.zip
            input_data: input_data/
        solutions:
          - index: 0
            name: Nearest neighbour
            description: The usual beginning.
            path: starting_kit/
            tasks:
              - 0
        phases:
          - index: 0
            name: Development
            description: Try it out.
            start: 2026-11-01
            end: 2026-12-01
            tasks:
              - 0
            max_submissions_per_day: 10
            max_submissions: 50
            execution_time_limit: 300
            auto_migrate_to_this_phase: false
            hide_output: false
            hide_prediction_output: false
            hide_score_output: false
            accepts_only_result_submissions: false
            starting_kit: starting_kit/
            public_data: data.csv
            solutions:
          - index: 1
            name: Final
            start: 2026-12-01 00:00
            takes_no_submissions: true
            tasks:
              - 0
        leaderboards:
          - title: Results
            key: main
            index: 0
            hidden: false
            submission_rule: Force_Best
            primary_index: 1
            column_groups:
              - title: Scores
                key: scores
            columns:
              - title: Accuracy
                key: accuracy
                index: 0
                sorting: desc
                precision: 3
                hidden: false
                group: scores
              - title: Loss
                key: loss
                index: 1
                sorting: asc
              - title: Rank
                key: rank
                index: 2
                sorting: asc
                computation: rank_avg
                computation_indexes:
                  - 0
                  - 1
                computation_weights:
                  - 1
                  - 2

        """;

    public static TestBundle Bundle => new TestBundle().With("competition.yaml", Manifest);
}
