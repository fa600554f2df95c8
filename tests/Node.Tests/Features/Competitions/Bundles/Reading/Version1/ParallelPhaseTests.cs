using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading.Version1;

public sealed class ParallelPhaseTests : IDisposable
{
    private const string Parallel = """
          3:
            phasenumber: 3
            label: Both harbours
            start_date: 2016-09-01
            is_parallel_parent: True
          4:
            phasenumber: 4
            parent_phasenumber: 3
            label: Leith
            start_date: 2016-09-01
            is_scoring_only: True
            max_submissions: 7
            scoring_program: scoring.zip
            reference_data: truth.zip
            starting_kit: kit.zip
          5:
            phasenumber: 5
            parent_phasenumber: 3
            label: Cádiz
            start_date: 2016-09-01
            is_scoring_only: True
            max_submissions: 7
            scoring_program: scoring.zip
            reference_data: input.zip
            public_data: public.zip
        """;

    private readonly BundleReader _reader = new();

    [Theory]
    [InlineData("    is_parallel_parent: True", "    is_parallel_parent: True\n    max_submissions: 0")]
    [InlineData("    max_submissions: 7", "    max_submissions_per_day: 0")]
    public async Task a_phase_that_takes_nothing_takes_nothing_together_with_others(string line, string closed)
    {
        var (manifest, _) = await Read(Parallel.Replace(line, closed, StringComparison.Ordinal));

        manifest.Phases[2].MaxSubmissionsPerDay.ShouldBe(0);
    }

    [Fact]
    public async Task parallel_phases_that_differ_in_data_only_are_tasks_of_one_phase()
    {
        var (manifest, remarks) = await Read(Parallel);

        var phase = manifest.Phases[2];
        (phase.Name, phase.StartsAt.Month, phase.EndsAt!.Value.Month, phase.MaxSubmissions, phase.AcceptsOnlyResults).ShouldBe(("Both harbours", 9, 12, 7, true));
        (phase.StartingKit?.Path, phase.PublicData?.Path).ShouldBe(("kit.zip", "public.zip"));
        // The first has the files of the first phase, and so its task.
        phase.Tasks.Select(t => manifest.Tasks.Single(m => m.Index == t).Name).ShouldBe(["Practice", "Cádiz"]);
        manifest.Phases[1].EndsAt.ShouldBe(phase.StartsAt);
        remarks.ShouldContain(r => r.Severity == BundleProblemSeverity.Note
            && r.Message == "The parallel phases of phase \"Both harbours\" are tasks of it, because they differ in programs and data only: every submission is measured by each of them. Codabench would leave phase \"Both harbours\" out and make phases of them.");
    }

    [Fact]
    public async Task parallel_phases_that_differ_otherwise_follow_one_another()
    {
        var (manifest, remarks) = await Read(Parallel.Replace("label: Cádiz\n    start_date: 2016-09-01", "label: Cádiz\n    start_date: 2016-10-01", StringComparison.Ordinal));

        manifest.Phases.Select(p => p.Name).ShouldBe(["Practice", "Final", "Leith", "Cádiz"]);
        remarks.ShouldContain(r => r.Severity == BundleProblemSeverity.Warning && r.Message.StartsWith("Phase \"Both harbours\" is left out, and its parallel phases follow one another", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_only_one_of_them_can_hand_out_is_said()
    {
        var (_, remarks) = await Read(Parallel.Replace("public_data: public.zip", "starting_kit: public.zip", StringComparison.Ordinal));

        remarks.ShouldContain(r => r.Message == "\"starting_kit\" of phase \"Cádiz\" is left out: phase \"Both harbours\" hands out that of phase \"Leith\".");
    }

    [Fact]
    public async Task programs_of_the_parent_itself_are_not_used()
    {
        var (manifest, remarks) = await Read(Parallel.Replace("is_parallel_parent: True", "is_parallel_parent: True\n    scoring_program: scoring.zip", StringComparison.Ordinal));

        manifest.Phases[2].Tasks.Count.ShouldBe(2);
        remarks.ShouldContain(r => r.Severity == BundleProblemSeverity.Warning && r.Message == "The programs and data of phase \"Both harbours\" are not used: submissions are measured by those of its parallel phases.");
    }

    public void Dispose() => _reader.Dispose();

    private async Task<(BundleManifest Manifest, IReadOnlyList<BundleProblem> Remarks)> Read(string phases)
    {
        var text = OldBundle.Manifest.Replace("\nleaderboard:", $"\n{phases}\nleaderboard:", StringComparison.Ordinal);
        var (content, remarks) = (await _reader.ReadAsync(new OldBundle().With("competition.yaml", text).Zip())).ShouldBeOfType<BundleReading.Readable>();
        return (content.Manifest, remarks);
    }
}
