using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading.Version1;

public sealed class OldBundleTests : IDisposable
{
    private readonly BundleReader _reader = new();

    [Fact]
    public async Task a_bundle_of_codalab_becomes_a_competition()
    {
        var (content, remarks) = (await _reader.ReadAsync(new OldBundle().Zip())).ShouldBeOfType<BundleReading.Readable>();

        remarks.Where(r => r.Severity == BundleProblemSeverity.Warning).Select(r => r.Message).ShouldBe(["\"admin_names\" of the competition is not used yet: invite the other organizers once the competition is there."]);
        var manifest = content.Manifest;
        manifest.Title.ShouldBe("Tide heights");
        manifest.IsRegistrationAutoApproved.ShouldBeFalse();
        manifest.DockerImage.ShouldBe("python:3.12");
        manifest.EnableDetailedResults.ShouldBeTrue();
        manifest.Reward.ShouldBe("500");
        manifest.Terms.Path.ShouldBe("terms.html");
        manifest.Pages.Select(p => (p.Title, p.File.Path)).ShouldBe(
            [("Overview", "overview.html"), ("Evaluation", "evaluation.html"), ("Data", "data.md"), ("Get starting kit", "kit.html")]);
        manifest.DataLinks.ShouldBe([new ManifestDataLink("Harbours & coasts", "https://data.example.org/harbours?year=2016", "Depths of <all> harbours.")]);
    }

    [Fact]
    public async Task a_phase_ends_when_the_next_one_starts_and_the_last_one_with_the_competition()
    {
        var (content, remarks) = (await _reader.ReadAsync(new OldBundle().Zip())).ShouldBeOfType<BundleReading.Readable>();

        content.Manifest.Phases.Select(p => (p.Name, p.StartsAt, p.EndsAt, p.MaxSubmissionsPerDay, p.MaxSubmissions, p.ExecutionTimeLimit)).ShouldBe(
        [
            ("Practice", Utc(3, 1), Utc(6, 1, 12), 5, 50, 120),
            ("Final", Utc(6, 1, 12), new(2096, 12, 24, 18, 0, 0, TimeSpan.Zero), 2, 100, 300),
        ]);
        var note = remarks.Single(r => r.Message == "Phase \"Practice\" has no end: it ends when phase \"Final\" starts. Codabench would end it a day earlier.");
        (note.Severity, note.File, note.Hint).ShouldBe((BundleProblemSeverity.Note, "competition.yaml", null));
    }

    [Fact]
    public async Task each_set_of_files_is_a_task()
    {
        var manifest = await Manifest(new OldBundle());

        manifest.Tasks.Select(t => (t.Name, t.ScoringProgram.Path, t.IngestionProgram?.Path, t.InputData?.Path, t.ReferenceData?.Path)).ShouldBe(
            [("Practice", "scoring.zip", null, null, "truth.zip"), ("Final", "scoring.zip", "ingestion/", "input.zip", "truth.zip")]);
        manifest.Phases.Select(p => p.Tasks.ShouldHaveSingleItem()).ShouldBe(["0", "1"]);
    }

    [Fact]
    public async Task phases_with_the_same_files_share_a_task()
    {
        var bundle = new OldBundle().Line("ingestion_program: ", null).Line("input_data", null).Line("scoring_program: ", "scoring_program: ./scoring.zip", after: "label: Final");

        (await Manifest(bundle)).Tasks.ShouldHaveSingleItem().Name.ShouldBe("Practice");
    }

    [Fact]
    public async Task every_leaderboard_has_its_columns_in_order_and_the_preferred_one_ranks()
    {
        var manifest = await Manifest(new OldBundle());

        manifest.Leaderboards.Select(b => (b.Title, b.Key, b.IsHidden, b.SubmissionRule, b.Columns[b.PrimaryColumn - 1].Key)).ShouldBe(
            [("Results", "RESULTS", false, SubmissionRule.ForceLast, "mean_rank"), ("Speed", "SPEED", true, SubmissionRule.ForceLast, "seconds")]);
        manifest.Leaderboards[0].ColumnGroups.ShouldBe([new ManifestColumnGroup("SOUTH", "Southern harbours"), new ManifestColumnGroup("NORTH", "Northern harbours")]);
        manifest.Leaderboards[0].Columns.Select(c => (c.Title, c.Key, c.Sorting, c.Precision, c.Group)).ShouldBe(
        [
            ("<Rank>", "mean_rank", SortDirection.Ascending, 2, null),
            ("Cádiz", "cadiz", SortDirection.Descending, 3, "SOUTH"),
            ("Leith", "leith", SortDirection.Ascending, 4, "NORTH"),
        ]);
    }

    [Fact]
    public async Task computed_columns_are_computed_from_ranks()
    {
        var boards = (await Manifest(new OldBundle())).Leaderboards;

        var average = boards[0].Columns[0].Computation.ShouldNotBeNull();
        average.Kind.ShouldBe(ComputationKind.RankAverage);
        average.Columns.ShouldBe(["leith", "cadiz"]);
        average.Weights.ShouldBe([0.4, 0.6]);
        boards[1].Columns.Select(c => c.Computation?.Kind).ShouldBe([null, null, ComputationKind.MeanReciprocalRank, ComputationKind.Maximum]);
    }

    [Theory]
    [InlineData("version: 1.5", "version: 1")]
    [InlineData("version: 1.5", "version: '1'")]
    [InlineData("version: 1.5", "version: 1.0")]
    [InlineData("version: 1.5", "version: 1.8")]
    [InlineData("version: 1.5", null)]
    [InlineData("has_registration", null)]
    [InlineData("end_date", "end_date: null")]
    [InlineData("end_date", "end_date: 'null'")]
    [InlineData("reward", "reward: 0")]
    [InlineData("label: Leith", "label: &x Leith")]
    [InlineData("leaderboard: *SPEED", "leaderboard: {label: speed, rank: 2}")]
    [InlineData("leaderboard: *SPEED", "leaderboard: SPEED")]
    [InlineData("fields: leith", "fields: [leith, cadiz]")]
    [InlineData("rank: 2", null)]
    [InlineData("color: green", "color: plaid")]
    public async Task what_other_bundles_do_is_understood(string begin, string? replacement)
    {
        var (_, remarks) = (await _reader.ReadAsync(new OldBundle().Line(begin, replacement).Zip())).ShouldBeOfType<BundleReading.Readable>();

        remarks.Count(r => r.Severity == BundleProblemSeverity.Warning).ShouldBe(1);
    }

    /// <summary>The line that is replaced, by what, and the note that is then among the remarks.</summary>
    public static TheoryData<string, string?, string> Notes() => new()
    {
        { "has_registration", null, "There is no \"has_registration\": whoever accepts the terms takes part at once, as on CodaLab. Codabench would wait for your approval." },
        { "competition_docker_image", null, "There is no \"competition_docker_image\": runs use codalab/codalab-legacy:py37. CodaLab's own default was made for Python 2." },
        { "published", "published: True", "The competition is a draft until you publish it, whatever \"published\" says." },
        { "secret_key", "secret_key: 4d6bd0f4", "\"secret_key\" is left out: it opened the competition on the site it comes from, and may be known to many." },
        { "max_submissions_per_day: 5", "max_submissions_per_day: 0", "\"max_submissions_per_day: 0\" closes phase \"Practice\" to everybody, as on CodaLab. Codabench would take any number." },
        { "max_submissions: 50", "max_submissions: 0", "\"max_submissions: 0\" closes phase \"Practice\" to everybody, as on CodaLab. Codabench would take any number." },
        { "max_submissions_per_day: 5", null, "Where \"max_submissions_per_day\" is not said, it is 999, as on CodaLab. Codabench would allow 5." },
        { "color", "auto_migration: True", "\"auto_migration\" of phase \"Practice\" means nothing: no phase comes before it. Codabench would refuse the bundle." },
        { "numeric_format: 4", "numeric_format: 12", "\"numeric_format\" of column \"leith\" is 12: 10 decimals are shown, as on CodaLab." },
        { "weights", null, "Column \"mean_rank\" is the mean of the ranks in these columns. Codabench would leave it empty." },
    };

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task what_is_read_in_another_way_is_noted(string begin, string? replacement, string note)
    {
        var (_, remarks) = (await _reader.ReadAsync(new OldBundle().Line(begin, replacement).Zip())).ShouldBeOfType<BundleReading.Readable>();

        remarks.Where(r => r.Severity == BundleProblemSeverity.Note).Select(r => r.Message).ShouldContain(note);
    }

    [Fact]
    public async Task pages_that_show_files_of_the_bundle_are_pointed_out()
    {
        var bundle = new OldBundle().With("overview.html", "<h1>Tides</h1>\n<img src=\"{{ASSET_BASE_URL}}/moon.png\">");

        var warning = (await _reader.ProblemsAsync(bundle.Zip())).Where(p => p.File == "overview.html").ShouldHaveSingleItem();

        (warning.Severity, warning.Place, warning.Message).ShouldBe((BundleProblemSeverity.Warning, "overview.html:2:11", "overview.html shows files of the folder assets, which are not published yet."));
    }

    [Fact]
    public async Task the_best_submission_can_be_forced()
    {
        var bundle = new OldBundle().Line("force_best", "force_best_submission_to_leaderboard: True").Line("auto_migration", "force_best_submission_to_leaderboard: True");

        (await Manifest(bundle)).Leaderboards.ShouldAllBe(b => b.SubmissionRule == SubmissionRule.ForceBest);
    }

    [Fact]
    public async Task hidden_results_hide_the_leaderboards_and_take_the_last_submission()
    {
        var bundle = new OldBundle().Line("force_submission", null).Line("disallow", null)
            .Line("leaderboard_management_mode", "leaderboard_management_mode: hide_results").Line("auto_migration", "leaderboard_management_mode: hide_results");

        (await Manifest(bundle)).Leaderboards.ShouldAllBe(b => b.IsHidden && b.SubmissionRule == SubmissionRule.ForceLast);
    }

    [Fact]
    public async Task without_any_switch_participants_choose()
    {
        (await Manifest(new OldBundle().Line("force_submission", null).Line("disallow", null))).Leaderboards.ShouldAllBe(b => b.SubmissionRule == SubmissionRule.Add);
    }

    [Fact]
    public async Task a_last_phase_may_never_end()
    {
        (await Manifest(new OldBundle().Line("phase_never_ends", "phase_never_ends: True"))).Phases[1].EndsAt.ShouldBeNull();
        (await Manifest(new OldBundle().Line("end_date", null))).Phases[1].EndsAt.ShouldBeNull();
    }

    public void Dispose() => _reader.Dispose();

    private static DateTimeOffset Utc(int month, int day, int hour = 0) => new(2016, month, day, hour, 0, 0, TimeSpan.Zero);

    private async Task<BundleManifest> Manifest(OldBundle bundle) =>
        (await _reader.ReadAsync(bundle.Zip())).ShouldBeOfType<BundleReading.Readable>().Content.Manifest;
}
