using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Node.Features.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads a bundle in place, whatever its format, and collects everything wrong with it.</summary>
internal sealed class ReadBundle(IScratch room, IOptions<BundleOptions> options, IOptions<RunOptions> runs)
{
    private const int MaxManifestBytes = 1_000_000;

    /// <param name="archive">The bundle; entries are read from it as long as the content is used.</param>
    /// <param name="ct">Stops half-way.</param>
    public async Task<BundleReading> FromAsync(Stream archive, CancellationToken ct)
    {
        var problems = new BundleProblems();
        var limits = options.Value.ZipLimits;
        var zip = await ZipFile.ReadAsync(archive, limits, ct);
        foreach (var problem in zip.Problems)
        {
            if (problem.IsWarning)
            {
                problems.Warn(problem.Path, null, problem.Message, problem.Hint);
            }
            else
            {
                problems.Error(problem.Path, null, problem.Message, problem.Hint);
            }
        }

        var tree = new BundleTree(zip.Entries);
        if (await ManifestAsync(zip, tree, problems, ct) is not { } root)
        {
            return new BundleReading.Unreadable(problems.InOrder);
        }

        // Files an archive's own problems hide would only be told as missing.
        var areFilesComplete = zip.IsUsable;
        var context = new ManifestContext(tree.Manifest!, problems, runs.Value.MaxStepSeconds);
        var manifest = BundleFormat.Read(root, context);
        var check = new CheckFiles(room, zip, tree, limits, problems);
        foreach (var (reference, use, key) in areFilesComplete ? context.References : [])
        {
            await check.CheckAsync(reference, use, key, context.File, ct);
        }

        return manifest is null || problems.HasErrors
            ? new BundleReading.Unreadable(problems.InOrder)
            : new BundleReading.Readable(new BundleContent(manifest, check.Texts, tree, zip), problems.InOrder);
    }

    private static async Task<YamlMap?> ManifestAsync(ZipFile zip, BundleTree tree, BundleProblems problems, CancellationToken ct)
    {
        if (tree.Manifest is not { } path)
        {
            ReportMissing(tree, problems, zip.Problems.Count > 0);
            return null;
        }

        if (path != "competition.yaml")
        {
            problems.Warn(path, null, $"The file is called {path}; other sites look for competition.yaml.", "Rename it.");
        }

        var file = tree.File(path)!;
        if (file.Bytes > MaxManifestBytes)
        {
            problems.Error(path, null, $"{path} is larger than 1 MB.", "Move texts and data into files of their own.");
            return null;
        }

        var bytes = new byte[file.Bytes];
        try
        {
            await using var content = await zip.OpenAsync(file, ct);
            await content.ReadExactlyAsync(bytes, ct);
        }
        catch (ZipDamagedException)
        {
            problems.Error(path, null, $"{path} is damaged inside the bundle.", "Make the zip again and upload it anew.");
            return null;
        }

        return Parse(path, bytes, problems);
    }

    private static YamlMap? Parse(string path, byte[] bytes, BundleProblems problems)
    {
        var (text, isUtf8) = BundleText.Decode(bytes);
        if (!isUtf8)
        {
            problems.Warn(path, new YamlPlace(BundleText.FirstBadLine(bytes), 1), $"{path} is not saved as UTF-8; it was read as a Windows text.", "If letters look wrong, save it as UTF-8.");
        }

        var reading = ReadYaml.From(text);
        foreach (var problem in reading.Problems)
        {
            if (problem.IsWarning)
            {
                problems.Warn(path, problem.Place, problem.Message, problem.Hint);
            }
            else
            {
                problems.Error(path, problem.Place, problem.Message, problem.Hint);
            }
        }

        if (reading.Root is YamlMap map)
        {
            return map;
        }

        if (!problems.HasErrors)
        {
            problems.Error(path, reading.Root?.Place ?? new YamlPlace(1, 1), $"{path} has no keys and values.", "It begins with lines like \"version: 2\" and \"title: …\".");
        }

        return null;
    }

    private static void ReportMissing(BundleTree tree, BundleProblems problems, bool isZipBroken)
    {
        var hint = tree.Misplaced.FirstOrDefault() is { } misplaced
            ? $"There is {misplaced}: zip the content of its folder, so that competition.yaml is at the root."
            : "Zip the folder's content with a file competition.yaml at the root.";
        if (tree.IsEmpty && !isZipBroken)
        {
            problems.Error(null, null, "The zip is empty.", hint);
        }
        else if (!tree.IsEmpty)
        {
            problems.Error(null, null, "There is no competition.yaml in the bundle.", hint);
        }
    }
}
