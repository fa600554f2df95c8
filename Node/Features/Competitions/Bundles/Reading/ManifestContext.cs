namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>What the readers of one manifest share.</summary>
/// <param name="File">The manifest's own name.</param>
/// <param name="Problems">Where complaints go.</param>
/// <param name="MaxStepSeconds">The longest step the node's operator allows.</param>
internal sealed record ManifestContext(string File, BundleProblems Problems, int MaxStepSeconds)
{
    private const int MostProposals = 100;
    private int _proposals;

    /// <summary>Every file and folder the manifest names, what for, and by which key.</summary>
    public List<(PathReference Reference, PathUse Use, string Key)> References { get; } = [];

    /// <summary>The keys that were asked for, by kind of section.</summary>
    public Dictionary<string, SortedSet<string>> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether to look for what somebody meant: for so many unknown keys it is looked for, and whoever has more knows why.</summary>
    public bool MayPropose() => _proposals++ < MostProposals;

    public void Ask(string kind, IEnumerable<string> keys)
    {
        if (!Asked.TryGetValue(kind, out var asked))
        {
            Asked[kind] = asked = new SortedSet<string>(StringComparer.Ordinal);
        }

        asked.UnionWith(keys);
    }
}

/// <summary>What a file or folder of a bundle has to be fit for.</summary>
internal enum PathUse
{
    /// <summary>A page: text, not empty.</summary>
    Text,

    /// <summary>A logo: an image of a kind every browser shows.</summary>
    Image,

    /// <summary>A program: a folder or a zip, with its metadata at the root.</summary>
    Program,

    /// <summary>Data for a program: a folder or a zip.</summary>
    Data,

    /// <summary>Something people download: a folder or any file.</summary>
    Download,
}
