using System.Net;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Portal.Outbound;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>
/// Talks to issuers and trusts none: no redirects, no way into networks they should not reach (<see cref="GuardEndpoints"/>), no cookies, an answer of at most <see cref="MaxBytes"/> within <see cref="TimeLimit"/>,
/// the last byte included.
/// </summary>
internal sealed partial class ProviderHttp(IHttpClientFactory clients, GuardEndpoints guard, TimeProvider clock, ILogger<ProviderHttp> logger)
{
    public const string ClientName = "sign-on";
    public const int MaxBytes = 256 * 1024;
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Sends a request and reads the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="issuer">The address of the issuer it is for.</param>
    /// <param name="ct">Ends the call.</param>
    /// <param name="limit">How long all of it may take, if not <see cref="TimeLimit"/>: a large body takes its time to be sent.</param>
    public async Task<SignOnResult<ProviderAnswer>> SendAsync(HttpRequestMessage request, string issuer, CancellationToken ct, TimeSpan? limit = null)
    {
        GuardEndpoints.Mark(request, issuer);
        using var late = new CancellationTokenSource(limit ?? TimeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            if (!await guard.AllowsAsync(request, both.Token))
            {
                return Refuse(request, SignOnFailure.EndpointForbidden, "");
            }

            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if ((int)response.StatusCode is >= 300 and < 400)
            {
                return Refuse(request, SignOnFailure.Redirected, $"{(int)response.StatusCode}");
            }

            if (response.StatusCode >= HttpStatusCode.InternalServerError)
            {
                return Refuse(request, SignOnFailure.Unreachable, $"{(int)response.StatusCode}");
            }

            return await ReadAsync(response, both.Token) is { } bytes
                ? new ProviderAnswer(response.StatusCode, Parse(bytes))
                : Refuse(request, SignOnFailure.TooLarge, "");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Refuse(request, SignOnFailure.TooSlow, "");
        }
        catch (Exception e) when (e is ForbiddenAddressException || e.InnerException is ForbiddenAddressException)
        {
            return Refuse(request, SignOnFailure.EndpointForbidden, "");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Refuse(request, SignOnFailure.Unreachable, e.Message);
        }
    }

    /// <summary>The whole body; null if it is longer than anything useful.</summary>
    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > MaxBytes)
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (read.Length + count > MaxBytes)
            {
                return null;
            }

            await read.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        return read.ToArray();
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            return HostileJson.Parse(bytes) is { ValueKind: JsonValueKind.Object } document ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SignOnFailure Refuse(HttpRequestMessage request, SignOnFailure failure, string detail)
    {
        LogRefused(request.RequestUri!.GetLeftPart(UriPartial.Path), failure, detail);
        return failure;
    }

    [LoggerMessage(LogLevel.Warning, "{Address} did not answer usefully: {Failure} {Detail}")]
    private partial void LogRefused(string address, SignOnFailure failure, string detail);
}

/// <summary>What an issuer answered.</summary>
/// <param name="Status">The status, below 300 or from 400 to 499.</param>
/// <param name="Body">The JSON object it sent; null if it sent none.</param>
internal sealed record ProviderAnswer(HttpStatusCode Status, JsonElement? Body)
{
    public bool IsSuccess => (int)Status < 300;

    /// <summary>Whether it says nothing but that it has no time: what was said before is not taken back.</summary>
    public bool IsSilence => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    public string? Text(string name) => Body is { } body ? body.Text(name) : null;
}
