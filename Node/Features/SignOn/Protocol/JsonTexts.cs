using System.Text.Json;

namespace Agon.Node.Features.SignOn.Protocol;

internal static class JsonTexts
{
    // So far away that adding to it stays a date.
    private const double LastSecond = 250_000_000_000;

    extension(JsonElement element)
    {
        /// <summary>The member if it is a text.</summary>
        public string? Text(string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        /// <summary>The member's texts if it is a list; null if it isn't there.</summary>
        public IReadOnlyList<string>? Texts(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : null;

        /// <summary>The member if it is an instant (NumericDate, RFC 7519 §2).</summary>
        public DateTimeOffset? Instant(string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < LastSecond
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null;

        /// <summary>Whether the member is the value true, and not a text that says so.</summary>
        public bool IsTrue(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
    }
}
