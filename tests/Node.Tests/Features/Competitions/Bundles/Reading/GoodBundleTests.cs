using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

public sealed class GoodBundleTests : IDisposable
{
    private readonly BundleReader _reader = new();

    [Fact]
    public async Task an_ordinary_bundle_is_read_without_a_word()
    {
        var (content, warnings) = (await _reader.ReadAsync(new TestBundle().Zip())).ShouldBeOfType<BundleReading.Readable>();

        warnings.ShouldBeEmpty();
        var manifest = content.Manifest;
        manifest.Title.ShouldBe("Wheat seeds");
        manifest.IsRegistrationAutoApproved.ShouldBeTrue();
        manifest.DockerImage.ShouldBe("python:3.12");
        manifest.Pages.Select(p => (p.Title, content.Texts[p.File.Path])).ShouldBe(
            [("Overview", "# Welcome\n\nSeven measures of a grain."), ("Data", "<h1>Data</h1>")]);
        manifest.Tasks.ShouldHaveSingleItem().ScoringProgram.Path.ShouldBe("scoring_program/");
        manifest.Leaderboards[0].SubmissionRule.ShouldBe(SubmissionRule.ForceBest);
        manifest.Leaderboards[0].Columns.ShouldBe(
        [
            new ManifestColumn("Accuracy", "accuracy", SortDirection.Descending, 3, false),
            new ManifestColumn("Loss", "loss", SortDirection.Ascending, 2, false),
        ]);
    }

    [Fact]
    public async Task phases_have_their_dates_limits_and_defaults()
    {
        var manifest = await Manifest(new TestBundle());

        manifest.Phases.Select(p => (p.Name, p.StartsAt, p.EndsAt, p.MaxSubmissionsPerDay, p.MaxSubmissions, p.ExecutionTimeLimit)).ShouldBe(
        [
            ("Development", Utc(2026, 11, 1), Utc(2026, 12, 1), 10, 100, 600),
            ("Final", Utc(2026, 12, 1), null, 5, 100, 600),
        ]);
    }

    [Fact]
    public async Task solutions_are_for_tasks_and_have_a_name_even_if_none_is_given()
    {
        var bundle = new TestBundle().With("solution/answers.csv", "1").Replace("leaderboards:\n", """
            solutions:
              - index: 0
                path: solution/
                tasks: [0]
              - index: 1
                name: Baseline
                description: Nearest neighbours.
                path: data.csv
                tasks: [0]
            make_programs_available: true
            make_input_data_available: yes
            auto_run_submissions: false
            leaderboards:

            """);

        var manifest = await Manifest(bundle);

        manifest.Solutions.Select(s => (s.Name, s.Description, s.File.Path, string.Join(' ', s.Tasks))).ShouldBe(
            [("Solution 1", "", "solution/", "0"), ("Baseline", "Nearest neighbours.", "data.csv", "0")]);
        (manifest.MakeProgramsAvailable, manifest.MakeInputDataAvailable, manifest.RunsSubmissionsAtOnce).ShouldBe((true, true, false));
    }

    [Fact]
    public async Task a_fact_sheet_is_read_with_defaults_for_what_is_left_out()
    {
        var bundle = new TestBundle().Replace("leaderboards:\n", """
            fact_sheet:
              extra: {key: extra, type: checkbox, title: Extra data, selection: [true, false], is_required: 'false', is_on_leaderboard: 'true'}
              method: {key: method, type: text, title: Which method?, selection: '', is_required: "true", is_on_leaderboard: "false"}
              model:
                type: select
                selection: [trees, nets, trees]
            leaderboards:

            """);

        (await Manifest(bundle)).FactSheet.Select(q => (q.Key, q.Title, q.Kind, string.Join(' ', q.Choices), q.IsRequired, q.IsOnLeaderboard)).ShouldBe(
        [
            ("extra", "Extra data", FactKind.Checkbox, "", false, true),
            ("method", "Which method?", FactKind.Text, "", true, false),
            ("model", "model", FactKind.Select, "trees nets", false, false),
        ]);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("~", null)]
    [InlineData("'7'", 7)]
    [InlineData("1_000", 1000)]
    [InlineData("7.0", 7)]
    public async Task a_limit_of_nothing_is_no_limit(string written, int? limit)
    {
        (await Manifest(new TestBundle().Line(24, $"    max_submissions: {written}"))).Phases[0].MaxSubmissions.ShouldBe(limit);
    }

    [Theory]
    [InlineData("0", 600)]
    [InlineData("30", 30)]
    [InlineData("10:00", 600)]
    public async Task a_time_limit_of_nothing_is_the_usual_one(string written, int seconds)
    {
        (await Manifest(new TestBundle().Line(24, $"    execution_time_limit: {written}"))).Phases[0].ExecutionTimeLimit.ShouldBe(seconds);
    }

    [Fact]
    public async Task phases_are_sorted_by_their_index()
    {
        var manifest = await Manifest(new TestBundle().Line(21, "  - name: Late\n    index: 5").Line(23, "    start: 2027-01-01").Line(24, "    end:").Line(31, "    end: 2026-12-31\n    tasks: [0]"));

        manifest.Phases.Select(p => p.Name).ShouldBe(["Final", "Late"]);
    }

    [Fact]
    public async Task columns_are_sorted_by_their_index_and_the_primary_one_is_found()
    {
        var manifest = await Manifest(new TestBundle().Line(35, "    primary_index: 9").Line(39, "        index: 9"));

        manifest.Leaderboards[0].Columns.Select(c => c.Key).ShouldBe(["loss", "accuracy"]);
        manifest.Leaderboards[0].PrimaryColumn.ShouldBe(2);
    }

    [Fact]
    public async Task an_empty_image_name_is_the_usual_one()
    {
        (await Manifest(new TestBundle().Line(7, "docker_image: ''"))).DockerImage.ShouldBe("codalab/codalab-legacy:py37");
    }

    [Fact]
    public async Task anchors_and_merges_work()
    {
        var manifest = await Manifest(new TestBundle().Line(21, "  - &first\n    name: Development").Line(28, "  - <<: *first\n    index: 1").Line(31, "    end: ~\n    start: 2026-12-01 00:00"));

        manifest.Phases.Select(p => (p.Name, p.MaxSubmissionsPerDay)).ShouldBe([("Development", 10), ("Final", 10)]);
    }

    [Fact]
    public async Task a_competition_needs_no_image()
    {
        (await Manifest(new TestBundle().Line(4, null))).Image.ShouldBeNull();
    }

    [Fact]
    public async Task paths_may_be_written_in_several_ways()
    {
        var reading = await _reader.ReadAsync(new TestBundle().Line(10, @"    file: .\pages\overview.md").Line(16, "    scoring_program: ./scoring_program").Zip());

        reading.ShouldBeOfType<BundleReading.Readable>();
    }

    [Fact]
    public async Task the_sample_competition_is_read_without_a_word()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Agon.slnx")))
        {
            root = root.Parent!;
        }

        var folder = Path.Combine(root.FullName, "ops", "samples", "birdsong", "bundle");
        using var zip = new MemoryStream();
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(folder, zip, TestContext.Current.CancellationToken);

        var reading = await _reader.ReadAsync(zip.ToArray());

        reading.ShouldBeOfType<BundleReading.Readable>().Warnings.ShouldBeEmpty();
    }

    public void Dispose() => _reader.Dispose();

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private async Task<BundleManifest> Manifest(TestBundle bundle) =>
        (await _reader.ReadAsync(bundle.Zip())).ShouldBeOfType<BundleReading.Readable>().Content.Manifest;
}
