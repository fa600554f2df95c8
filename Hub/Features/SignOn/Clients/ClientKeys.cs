using System.Text.Json;
using Agon.Federation.Contracts.Signing;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Reads the key set a client hands in.</summary>
internal static class ClientKeys
{
    /// <summary>What is no key set has no keys, and is refused for that.</summary>
    public static JsonWebKeySet Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonWebKeySet.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new JsonWebKeySet([]);
        }
    }
}
