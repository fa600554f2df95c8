using System.Diagnostics;
using System.Globalization;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Node.Tests.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>
/// Strange bundles, each made from a seed: reading one ends soon, throws nothing, leaves nothing and says a sentence; what is read can be
/// stored. A few rounds here; <c>ops/fuzz</c> goes on for as long as it is told, with other seeds each time.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int UsualRounds = 400;
    private const long MostMemory = 800_000_000;
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(15);

    private readonly BundleReader _reader = new();

    [Fact]
    public async Task a_strange_bundle_gets_a_sentence()
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable("AGON_FUZZ_MINUTES") ?? "0", CultureInfo.InvariantCulture);
        var first = int.Parse(Environment.GetEnvironmentVariable("AGON_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        var (seed, readable) = (first, 0);
        for (; seed < first + UsualRounds || watch.Elapsed < TimeSpan.FromMinutes(minutes); seed++)
        {
            readable += await RoundAsync(seed) ? 1 : 0;
        }

        // Bundles that are all broken at the door would show nothing of what is behind it.
        readable.ShouldBeGreaterThan((seed - first) / 50);
        if (minutes > 0)
        {
            Process.GetCurrentProcess().PeakWorkingSet64.ShouldBeLessThan(MostMemory);
            TestContext.Current.SendDiagnosticMessage($"{seed - first} bundles from seed {first}, {readable} of them readable, in {watch.Elapsed.TotalMinutes:0.0} minutes.");
        }
    }

    public void Dispose() => _reader.Dispose();

    private async Task<bool> RoundAsync(int seed)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            Yaml(new BundleMutator(seed).Manifest());
            var reading = await _reader.ReadAsync(new BundleMutator(seed).Bundle());
            Sentences.Check(reading is BundleReading.Readable(_, var remarks) ? remarks : ((BundleReading.Unreadable)reading).Problems);
            if (reading is BundleReading.Readable(var content, _))
            {
                await StoreAsync(content);
            }
            else
            {
                ((BundleReading.Unreadable)reading).Problems.ShouldContain(p => p.Severity == BundleProblemSeverity.Error);
            }

            _reader.Leftovers.ShouldBeEmpty();
            watch.Elapsed.ShouldBeLessThan(LongestRound);
            return reading is BundleReading.Readable;
        }
        catch (Exception e)
        {
            throw new ShouldAssertException($"Seed {seed}: {e.Message}", e);
        }
    }

    private static void Yaml(string text)
    {
        var reading = ReadYaml.From(text);
        reading.Problems.ShouldAllBe(p => p.Message.EndsWith('.') && p.Place.Line > 0 && p.Place.Column > 0);
        (reading.Root is not null || reading.Problems.Count > 0 || string.IsNullOrWhiteSpace(text) || text.TrimStart().StartsWith('#')).ShouldBeTrue();
    }

    private static async Task StoreAsync(BundleContent content)
    {
        foreach (var path in content.Manifest.Tasks.Select(t => StoreBundleParts.PathOf(t.ScoringProgram)))
        {
            try
            {
                await using var file = content.Tree.File(path) is { } entry ? await content.Zip.OpenAsync(entry, TestContext.Current.CancellationToken) : Stream.Null;
                await file.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
            }
            catch (ZipDamagedException)
            {
                // Told as a sentence by whoever imports.
            }
        }

        var import = ReceiveBundle.NewImport(new StoredBlob(new string('0', 64), 1), "bundle.zip", Guid.Empty, DateTimeOffset.UnixEpoch);
        var draft = new DraftCompetition(import, "slug", content, new AnyPart(), DateTimeOffset.UnixEpoch);
        draft.Competition.Phases.ShouldAllBe(p => p.EndsAt == null || p.EndsAt > p.StartsAt);
        draft.Competition.Leaderboards.ShouldAllBe(b => b.Title.Length <= 64 && b.Columns.Count > 0 && b.PrimaryColumn >= 1 && b.PrimaryColumn <= b.Columns.Count);
    }
}
