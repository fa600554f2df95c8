using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Files;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>Parts of a bundle as if every path were stored.</summary>
internal sealed class AnyPart : IReadOnlyDictionary<string, StoredPart>
{
    public StoredPart this[string key] => new(new StoredBlob(new string('0', 64), 1), "part.zip");

    public IEnumerable<string> Keys => [];

    public IEnumerable<StoredPart> Values => [];

    public int Count => 0;

    public bool ContainsKey(string key) => true;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StoredPart value)
    {
        value = this[key];
        return true;
    }

    public IEnumerator<KeyValuePair<string, StoredPart>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, StoredPart>>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
