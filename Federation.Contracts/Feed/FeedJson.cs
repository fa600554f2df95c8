using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Feed;

/// <summary>The JSON of the feed: camel case, unknown members ignored, missing required members refused, nothing where nothing is to say.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(FeedBatch))]
[JsonSerializable(typeof(FeedAnswer))]
[JsonSerializable(typeof(FeedInventory))]
[JsonSerializable(typeof(InventoryAnswer))]
[JsonSerializable(typeof(FeedRecord))]
[JsonSerializable(typeof(CompetitionCard))]
[JsonSerializable(typeof(CompetitionActivity))]
[JsonSerializable(typeof(PhaseStandings))]
[JsonSerializable(typeof(StandingsEntry))]
public sealed partial class FeedJson : JsonSerializerContext;
