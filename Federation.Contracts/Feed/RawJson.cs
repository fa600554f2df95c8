using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Feed;

/// <summary>A JSON value as the very text its author wrote, so that digests of it can be compared. It is read whatever it says: look before you use it.</summary>
/// <param name="Text">The value, without space around it.</param>
[JsonConverter(typeof(RawJsonConverter))]
public readonly record struct RawJson(string Text);

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return new RawJson(value.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text);
}
