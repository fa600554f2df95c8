using Agon.Node.Features.Competitions.Bundles.Reading.Version1;
using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Chooses the reader by the manifest's version or, without one, by its shape.</summary>
internal static class BundleFormat
{
    private static readonly string[] OnlyInVersion1 = ["html", "has_registration", "competition_docker_image", "end_date", "force_submission_to_leaderboard", "leaderboard"];
    private static readonly string[] OnlyInVersion2 = ["pages", "tasks", "leaderboards", "terms"];

    /// <summary>The manifest, or null when the problems have errors.</summary>
    public static BundleManifest? Read(YamlMap root, ManifestContext context)
    {
        var version = root.Pairs.Find(p => p.Key.Text == "version");
        switch ((version?.Value as YamlScalar)?.Text.Trim())
        {
            case "2" or "2.0":
                return ReadVersion2.From(root, context);
            case "1" or "1.0" or "1.5" or "1.8" when LooksLikeVersion2(root):
                context.Problems.Error(context.File, version!.Value.Place, "The file says version 1, but is written like version 2.", "Write \"version: 2\".");
                return null;
            case "1" or "1.0" or "1.5" or "1.8":
                return ReadVersion1.From(root, context);
            case null or "" when version is not null && version.Value is not YamlScalar:
                context.Problems.Error(context.File, version.Value.Place, "\"version\" has to be a number.", "Write \"version: 2\".");
                return null;
            case null or "" when LooksLikeVersion2(root):
                context.Problems.Warn(context.File, root.Place, "There is no \"version\"; the file is read as version 2.", "Add a line \"version: 2\": other sites insist on it.");
                return ReadVersion2.From(root, context);
            case null or "":
                return ReadVersion1.From(root, context);
            case var other:
                context.Problems.Error(context.File, version!.Value.Place, $"Version \"{ManifestMessages.Short(other)}\" of the bundle format is not known.", "Write \"version: 2\".");
                return null;
        }
    }

    private static bool LooksLikeVersion2(YamlMap root)
    {
        int Count(string[] keys) => keys.Count(k => root.Pairs.Exists(p => p.Key.Text == k));
        var arePhasesAMap = root.Pairs.Find(p => p.Key.Text == "phases")?.Value is YamlMap;
        return !arePhasesAMap && Count(OnlyInVersion2) >= Count(OnlyInVersion1);
    }
}
