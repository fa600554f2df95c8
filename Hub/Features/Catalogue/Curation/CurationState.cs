using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>What curators made of a listing, as a value: as written in <see cref="Changes.CurationChange"/>.</summary>
internal sealed record CurationState
{
    /// <summary>Why it is hidden; null if it is not.</summary>
    public string? Hidden { get; init; }

    public bool IsFeatured { get; init; }
    public DateTimeOffset? FeaturedUntil { get; init; }
    public bool IsOfficial { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<string>? TaskTypes { get; init; }
    public IReadOnlyList<string>? Modalities { get; init; }
    public string? Language { get; init; }
    public string? Institution { get; init; }
    public bool? HasPrize { get; init; }

    /// <summary>The listing that stands for it.</summary>
    public Guid? MergedInto { get; init; }

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web)!.AsObject();

    /// <summary>This with other members.</summary>
    public CurationState With(JsonObject members)
    {
        var all = ToJson();
        foreach (var (name, value) in members)
        {
            all[name] = value?.DeepClone();
        }

        return all.Deserialize<CurationState>(JsonSerializerOptions.Web)!;
    }
}
