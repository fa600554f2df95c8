using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Reads what nodes send, and never more than it may be, whatever the length says or does not say.</summary>
internal static class BoundedBody
{
    public static async Task<(T? Body, BatchRefusal Refusal)> ReadAsync<T>(HttpRequest request, int most, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        if (request.ContentLength > most)
        {
            return (null, BatchRefusal.TooLarge);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            var read = await request.Body.ReadAtLeastAsync(bytes.AsMemory(0, most + 1), most + 1, throwOnEndOfStream: false, ct);
            return read > most ? (null, BatchRefusal.TooLarge) : (JsonSerializer.Deserialize(bytes.AsSpan(0, read), type), BatchRefusal.Unreadable);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what the framework makes of bytes that are no text.
            return (null, BatchRefusal.Unreadable);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
