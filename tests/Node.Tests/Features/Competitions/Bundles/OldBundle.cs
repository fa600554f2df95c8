using System.Text;
using Agon.Node.Tests.Features.Files.Zips;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

/// <summary>A complete bundle of version 1.5, with every key there is, of which a test changes one thing.</summary>
internal sealed class OldBundle
{
    public const string Manifest = """
        version: 1.5
        title: Tide heights
        description: Foretell the height of the tide at three harbours.
        image: logo.png
        has_registration: True
        competition_docker_image: python:3.12
        start_date: 2016-03-01
        end_date: 2096-12-24 18:00
        reward: 500
        enable_detailed_results: True
        force_submission_to_leaderboard: True
        disallow_leaderboard_modifying: True
        admin_names: ada,bo
        allow_teams: False
        enable_teams: False
        require_team_approval: False
        allow_organizer_teams: False
        anonymous_leaderboard: False
        allow_public_submissions: False
        enable_forum: False
        forum_enabled: False
        enable_per_submission_metadata: False
        enable_medical_image_viewer: False
        show_datasets_from_yaml: True
        hide_top_three: False
        hide_chart: False
        url_redirect:
        upper_bound_max_submission_size:
        published: False
        secret_key:
        queue:
        auto_run_submissions: True
        make_programs_available: False
        make_input_data_available: False
        show_detailed_results_in_submission_panel: True
        show_detailed_results_in_leaderboard: False
        html:
          overview: overview.html
          evaluation: evaluation.html
          terms: terms.html
          data: data.md
          get_starting_kit: kit.html
        phases:
          1:
            phasenumber: 1
            label: Practice
            description: Try it out.
            color: green
            start_date: 2016-03-01
            max_submissions: 50
            max_submissions_per_day: 5
            max_submission_size: 0
            participant_max_storage_use: 0
            delete_submissions_except_best_and_last: False
            is_scoring_only: True
            execution_time_limit: 120
            leaderboard_management_mode: default
            force_best_submission_to_leaderboard: False
            is_parallel_parent: False
            parent_phasenumber:
            scoring_program: scoring.zip
            reference_data: &truth truth.zip
            public_data: public.zip
            starting_kit: kit.zip
            ingestion_program_docker_image: python:3.12
            scoring_program_docker_image: python:3.12
            default_docker_image: python:3.12
            disable_custom_docker_image: True
            datasets:
              1:
                name: Harbours & coasts
                url: https://data.example.org/harbours?year=2016
                description: Depths of <all> harbours.
          2:
            phasenumber: 2
            label: Final
            start_date: 2016-06-01 12:00
            auto_migration: False
            is_scoring_only: False
            max_submissions_per_day: 2
            scoring_program: scoring.zip
            ingestion_program: ingestion/
            ingestion_program_only_during_scoring: False
            input_data: input.zip
            reference_data: *truth
            phase_never_ends: False
        leaderboard:
          leaderboards:
            RESULTS: &RESULTS
              label: Results
              rank: 1
            SPEED: &SPEED
              label: Speed
              rank: 2
              hidden: True
          column_groups:
            NORTH: &NORTH
              label: Northern harbours
              rank: 2
            SOUTH: &SOUTH
              label: Southern harbours
              rank: 1
          columns:
            leith:
              leaderboard: *RESULTS
              column_group: *NORTH
              label: Leith
              rank: 3
              sort: asc
              numeric_format: 4
            cadiz:
              leaderboard: *RESULTS
              column_group: *SOUTH
              label: Cádiz
              rank: 2
              sort: desc
              numeric_format: '3'
              selection_default: 0
            mean_rank:
              leaderboard: *RESULTS
              label: <Rank>
              rank: 1
              sort: asc
              selection_default: 1
              computed:
                operation: Avg
                fields: leith, cadiz
                weights: 0.4, 0.6
            seconds:
              leaderboard: *SPEED
              label: Seconds
              sort: asc
              hidden: False
            memory:
              leaderboard: *SPEED
              label: Memory
              sort: asc
            reciprocal:
              leaderboard: *SPEED
              label: Reciprocal rank
              computed: {operation: MRR, fields: "seconds, memory"}
            largest:
              leaderboard: *SPEED
              label: Largest
              computed: {operation: Max, fields: "seconds, memory"}

        """;

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal)
    {
        ["competition.yaml"] = Encoding.UTF8.GetBytes(Manifest),
        ["logo.png"] = TestBundle.Pixel,
        ["overview.html"] = "<h1>Tides</h1><p>The moon pulls.</p>"u8.ToArray(),
        ["evaluation.html"] = "<p>Ranks are averaged.</p>"u8.ToArray(),
        ["terms.html"] = "<p>Be fair.</p>"u8.ToArray(),
        ["data.md"] = "# Data\n\nHeights of every hour."u8.ToArray(),
        ["kit.html"] = "<p>Begin here.</p>"u8.ToArray(),
        ["assets/moon.png"] = TestBundle.Pixel,
        ["scoring.zip"] = ZipBytes.Of(("metadata", "command: python3 $program/score.py $input $output"), ("score.py", "print('scored')")),
        ["truth.zip"] = ZipBytes.Of(("truth.csv", "1\n2\n")),
        ["public.zip"] = ZipBytes.Of(("heights.csv", "1\n2\n")),
        ["kit.zip"] = ZipBytes.Of(("README.md", "Start here.")),
        ["input.zip"] = ZipBytes.Of(("hours.csv", "3\n4\n")),
        ["ingestion/metadata"] = "command: python3 $program/ingest.py"u8.ToArray(),
        ["ingestion/ingest.py"] = "print('read')"u8.ToArray(),
    };

    public string Text => Encoding.UTF8.GetString(_files["competition.yaml"]);

    public OldBundle With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public OldBundle With(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    public OldBundle Without(string path)
    {
        _files.Remove(path);
        return this;
    }

    /// <summary>Replaces the line that begins so by another with the same indentation; null removes it.</summary>
    public OldBundle Line(string begin, string? text, string? after = null)
    {
        var lines = Text.Split('\n').ToList();
        var from = after is null ? 0 : lines.FindIndex(l => l.Trim() == after);
        var at = lines.FindIndex(from, l => l.Trim().StartsWith(begin, StringComparison.Ordinal));
        at.ShouldBeGreaterThanOrEqualTo(0);
        if (text is null)
        {
            lines.RemoveAt(at);
        }
        else
        {
            var indent = lines[at][..^lines[at].TrimStart().Length];
            lines[at] = string.Join('\n', text.Split('\n').Select(l => $"{indent}{l}"));
        }

        return With("competition.yaml", string.Join('\n', lines));
    }

    public byte[] Zip(string folder = "") => _files.Aggregate(new ZipBytes(), (zip, file) => zip.Add(folder + file.Key, file.Value)).ToArray();
}
