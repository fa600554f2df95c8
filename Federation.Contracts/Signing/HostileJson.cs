using System.Text.Json;

namespace Agon.Federation.Contracts.Signing;

/// <summary>Reads JSON that somebody else wrote (RFC 8259), so that what was read can be looked at and stored without another thought.</summary>
public static class HostileJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>
    /// The whole document. No member stands in it twice, and every text is one: the framework reads a half of a surrogate pair as a text and
    /// fails only when it is asked for, and databases take no NUL.
    /// </summary>
    /// <param name="utf8">Bounded in size by the caller.</param>
    /// <exception cref="JsonException">It is no JSON, more than 32 levels deep, or has such a text or a member twice.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return IsText(document.RootElement) ? document.RootElement.Clone() : throw new JsonException("A text holds NUL.");
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text is not Unicode.", e);
        }
    }

    private static bool IsText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => IsText(element.GetString()!),
        JsonValueKind.Array => element.EnumerateArray().All(IsText),
        JsonValueKind.Object => element.EnumerateObject().All(p => IsText(p.Name) && IsText(p.Value)),
        _ => true,
    };

    private static bool IsText(string text) => !text.Contains('\0', StringComparison.Ordinal);
}
