using System.Text.Json.Nodes;

namespace Agon.Hub.Features.Catalogue.Curation.Changes;

/// <summary>How the things of a kind are brought back to what they were. Whoever changes such things writes <see cref="CurationChange"/>s of the same members.</summary>
internal interface ICurated
{
    CurationSubject Kind { get; }

    /// <summary>What curators made of it, as it is now; null if there is no such thing any more. What is read is tracked.</summary>
    Task<JsonObject?> ReadAsync(Guid id, CancellationToken ct);

    /// <summary>The curators' pages of those that still are.</summary>
    Task<IReadOnlyDictionary<Guid, string>> LinksAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Sets these members, and leaves saving to the caller; why that can't be, in a sentence, or null.</summary>
    Task<string?> RestoreAsync(Guid id, JsonObject members, CancellationToken ct);
}
