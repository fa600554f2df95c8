using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agon.Node.Worker.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Containers;

/// <summary>Speaks the Docker Engine API over the engine's socket: one request, its answer, and the engine's reason when it says no.</summary>
internal sealed class EngineClient : IDisposable
{
    /// <summary>Far more than creating or removing a container takes, so that a hung engine is noticed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The oldest version with every field we use, and the newest we know.
    private static readonly Version Oldest = new(1, 40);
    private static readonly Version Newest = new(1, 47);

    private readonly HttpClient _http;
    private readonly string _socket;
    private readonly TimeProvider _clock;
    private Version? _version;

    public EngineClient(IOptions<WorkerOptions> options, TimeProvider clock)
    {
        _socket = options.Value.EngineSocket;
        _clock = clock;
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://engine/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Asks whether the engine is there, and agrees on the version of its API.</summary>
    public async Task PingAsync(CancellationToken ct)
    {
        using var answer = await SendRawAsync(HttpMethod.Get, "_ping", null, Patience, ct);
        await ThrowUnlessSuccessAsync(answer, ct);

        var told = answer.Headers.TryGetValues("Api-Version", out var values) ? values.FirstOrDefault() : null;
        if (!Version.TryParse(told, out var offered) || offered < Oldest)
        {
            throw new EngineException(null, $"The container engine at {_socket} speaks API version '{told}'; {Oldest} or newer is needed.");
        }

        _version = offered < Newest ? offered : Newest;
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, Patience, ct);
        return await ReadAsync(answer, type, ct);
    }

    public async Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken ct)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await SendAsync(HttpMethod.Post, path, content, Patience, ct);
        return await ReadAsync(answer, answerType, ct);
    }

    public async Task PostAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, null, Patience, ct);
    }

    public async Task DeleteAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Delete, path, null, Patience, ct);
    }

    /// <summary>Posts and waits for the one answer as long as it takes.</summary>
    public async Task<T> PostAndWaitAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, null, Timeout.InfiniteTimeSpan, ct);
        return await ReadAsync(answer, type, ct);
    }

    /// <summary>Posts and hands over the answer's headers with its body still to come; the caller disposes it.</summary>
    public Task<HttpResponseMessage> PostForStreamAsync(string path, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, null, Timeout.InfiniteTimeSpan, ct);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, TimeSpan patience, CancellationToken ct)
    {
        if (_version is null)
        {
            await PingAsync(ct);
        }

        var answer = await SendRawAsync(method, $"v{_version}/{path}", content, patience, ct);
        await ThrowUnlessSuccessAsync(answer, ct);
        return answer;
    }

    private async Task<HttpResponseMessage> SendRawAsync(
        HttpMethod method, string path, HttpContent? content, TimeSpan patience, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new EngineException(null, $"The container engine at {_socket} did not answer within {patience.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException failure)
        {
            throw new EngineException(null, $"The container engine can't be reached at {_socket}: {Reason(failure)}.", failure);
        }
    }

    private static string Reason(HttpRequestException failure) => failure.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied; run the worker as a user who may use the socket",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "no such socket; start the engine, or set Worker:Engine",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nobody listens; start the engine",
        var inner => (inner ?? failure).Message.TrimEnd('.'),
    };

    private static async Task ThrowUnlessSuccessAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if ((int)answer.StatusCode is >= 200 and < 300 or 304)
        {
            return;
        }

        using (answer)
        {
            throw new EngineException(answer.StatusCode, await ReasonAsync(answer, ct));
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var buffer = new byte[8192];
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        try
        {
            if (JsonSerializer.Deserialize(buffer.AsSpan(0, read), EngineJson.Default.EngineProblem)?.Message is { } message)
            {
                return PlainText.OneLine(message);
            }
        }
        catch (JsonException)
        {
            // Not a problem document; the raw text is the best there is.
        }

        return PlainText.OneLine($"{(int)answer.StatusCode} {Encoding.UTF8.GetString(buffer, 0, read)}");
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken ct)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            return await JsonSerializer.DeserializeAsync(body, type, ct)
                ?? throw new EngineException(answer.StatusCode, "The container engine answered 'null'.");
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException or IOException)
        {
            throw new EngineException(answer.StatusCode, $"The container engine's answer can't be read: {PlainText.OneLine(failure.Message)}", failure);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
