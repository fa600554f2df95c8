using System.Net;
using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Portal.Outbound;

namespace Agon.Hub.Features.Nodes.Checks;

/// <summary>Reads what stands at a node's address, and trusts none of it: bounded in size and time, the last byte included.</summary>
internal sealed class NodeReader(IHttpClientFactory clients, TimeProvider clock)
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The description at the address, or why there is none.</summary>
    public async Task<(NodeDescription? Description, AddressCheck Refusal)> ReadAsync(string address, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var client = clients.CreateClient(NodeConnections.ClientName);
            using var response = await client.GetAsync(new Uri(address + FederationPaths.NodeDescription), HttpCompletionOption.ResponseHeadersRead, both.Token);
            if ((int)response.StatusCode is >= 300 and < 400)
            {
                return (null, AddressCheck.Redirected);
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, AddressCheck.WrongStatus);
            }

            var bytes = await BodyAsync(response, both.Token);
            return bytes is null ? (null, AddressCheck.TooLarge) : Parse(bytes);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, AddressCheck.TooSlow);
        }
        catch (Exception e) when (e is ForbiddenAddressException || e.InnerException is ForbiddenAddressException)
        {
            return (null, AddressCheck.PrivateAddress);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, AddressCheck.Unreachable);
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > EnrolmentJson.MaxBytes)
        {
            return null;
        }

        // One byte more than allowed tells enough of what never ends.
        var bytes = new byte[EnrolmentJson.MaxBytes + 1];
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return read > EnrolmentJson.MaxBytes ? null : bytes[..read];
    }

    private static (NodeDescription?, AddressCheck) Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, EnrolmentJson.Default.NodeDescription) is { } description
                ? (description, AddressCheck.Confirmed)
                : (null, AddressCheck.NotADescription);
        }
        catch (JsonException)
        {
            return (null, AddressCheck.NotADescription);
        }
    }
}
