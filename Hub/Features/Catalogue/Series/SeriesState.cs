using System.Text.Json.Nodes;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>All that curators say of a series, as its changes tell it.</summary>
internal sealed record SeriesState
{
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required bool IsRemoved { get; init; }

    /// <summary>What belongs to it, in order.</summary>
    public required IReadOnlyList<(Guid Listing, string Phase)> Standings { get; init; }

    public static SeriesState Of(ListingSeries series, IEnumerable<SeriesMember> members) => new()
    {
        Title = series.Title,
        Text = series.Text,
        IsRemoved = series.IsRemoved,
        Standings = [.. members.OrderBy(m => m.Number).ThenBy(m => m.ListingId).ThenBy(m => m.PhaseKey).Select(m => (m.ListingId, m.PhaseKey))],
    };

    public JsonObject ToJson() => new()
    {
        ["title"] = Title,
        ["text"] = Text,
        ["isRemoved"] = IsRemoved,
        ["standings"] = new JsonArray([.. Standings.Select(s => (JsonNode)$"{s.Listing}/{s.Phase}")]),
    };

    /// <summary>The same with these members.</summary>
    public SeriesState With(JsonObject members) => this with
    {
        Title = members["title"]?.GetValue<string>() ?? Title,
        Text = members["text"]?.GetValue<string>() ?? Text,
        IsRemoved = members["isRemoved"]?.GetValue<bool>() ?? IsRemoved,
        Standings = members["standings"] is JsonArray standings ? [.. standings.Select(s => s!.GetValue<string>().Split('/')).Select(s => (Guid.Parse(s[0]), s[1]))] : Standings,
    };
}
