using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker;

/// <summary>Speaks the worker protocol with the node: one call, one answer, no retries.</summary>
internal sealed class NodeClient : IDisposable
{
    // The long poll, and time for a busy node to answer it.
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(LeaseRequest.MaxWaitSeconds + 30);
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(30);

    private readonly HttpClient _http;
    private readonly WorkerToken _token;
    private readonly TimeProvider _clock;
    private readonly string _name;

    public NodeClient(IOptions<WorkerOptions> options, WorkerToken token, TimeProvider clock)
    {
        _token = token;
        _clock = clock;
        _name = options.Value.Name;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler) { BaseAddress = BaseAddress(options.Value), Timeout = Timeout.InfiniteTimeSpan };
    }

    public static string Version { get; } =
        typeof(NodeClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static Uri BaseAddress(WorkerOptions options) => new(options.NodeUrl!.TrimEnd('/') + "/");

    /// <summary>Waits for a run to be offered.</summary>
    public async Task<NodeReply> LeaseAsync(CancellationToken ct)
    {
        var wish = new LeaseRequest { Worker = _name, Version = Version, WaitSeconds = LeaseRequest.MaxWaitSeconds };
        using var content = Json(wish, WorkerJson.Default.LeaseRequest);
        return await CallAsync(HttpMethod.Post, "api/worker/leases", content, PollPatience, ReadOfferAsync, ct);
    }

    public async Task<NodeReply> RenewAsync(Guid lease, LeaseRenewal renewal, CancellationToken ct)
    {
        using var content = Json(renewal, WorkerJson.Default.LeaseRenewal);
        return await CallAsync(HttpMethod.Post, $"api/worker/leases/{lease}/renew", content, CallPatience, ReadRenewedAsync, ct);
    }

    /// <summary>Sends one output; the stream is read from its beginning.</summary>
    public async Task<NodeReply> UploadAsync(Lease lease, OutputFile output, CancellationToken ct)
    {
        await using var file = new FileStream(output.Path, FileMode.Open, FileAccess.Read);
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(output.ContentType);
        content.Headers.ContentLength = file.Length;
        content.Headers.Add(RunOutputs.FencingTokenHeader, $"{lease.FencingToken}");
        content.Headers.Add(RunOutputs.Sha256Header, output.Sha256);
        return await CallAsync(HttpMethod.Put, $"api/worker/leases/{lease.Id}/outputs/{output.Name}", content, UploadPatience, null, ct);
    }

    public async Task<NodeReply> ReportAsync(Guid lease, RunReport report, CancellationToken ct)
    {
        using var content = Json(report, WorkerJson.Default.RunReport);
        return await CallAsync(HttpMethod.Post, $"api/worker/leases/{lease}/report", content, CallPatience, null, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<NodeReply> CallAsync(
        HttpMethod method, string path, HttpContent content, TimeSpan patience, Func<HttpResponseMessage, CancellationToken, Task<NodeReply>>? read,
        CancellationToken ct)
    {
        using var late = new CancellationTokenSource(patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _token.GetAsync(ct));
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await JudgeAsync(answer, read, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new NodeReply.Unreachable($"no answer within {patience.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new NodeReply.Unreachable(PlainText.OneLine(failure.Message));
        }
        catch (JsonException failure)
        {
            return new NodeReply.Refused($"its answer can't be read: {PlainText.OneLine(failure.Message)}");
        }
    }

    private static async Task<NodeReply> JudgeAsync(
        HttpResponseMessage answer, Func<HttpResponseMessage, CancellationToken, Task<NodeReply>>? read, CancellationToken ct) => answer.StatusCode switch
        {
            HttpStatusCode.OK when read is not null => await read(answer, ct),
            HttpStatusCode.OK => new NodeReply.Accepted(),
            HttpStatusCode.NoContent => read == ReadOfferAsync ? new NodeReply.NothingToDo() : new NodeReply.Accepted(),
            HttpStatusCode.Conflict => new NodeReply.LeaseLost(),
            HttpStatusCode.RequestEntityTooLarge => new NodeReply.TooLarge(await DetailAsync(answer, ct)),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new NodeReply.Unreachable(await DetailAsync(answer, ct)),
            _ => new NodeReply.Refused(await DetailAsync(answer, ct)),
        };

    private static async Task<NodeReply> ReadOfferAsync(HttpResponseMessage answer, CancellationToken ct) =>
        new NodeReply.Offered(await ReadAsync(answer, WorkerJson.Default.Lease, ct));

    private static async Task<NodeReply> ReadRenewedAsync(HttpResponseMessage answer, CancellationToken ct) =>
        new NodeReply.Accepted(await ReadAsync(answer, WorkerJson.Default.LeaseRenewed, ct));

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken ct)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        return await JsonSerializer.DeserializeAsync(body, type, ct) ?? throw new JsonException("it is 'null'");
    }

    /// <summary>The reason of a refusal: the problem document's detail or title, else the status.</summary>
    private static async Task<string> DetailAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        try
        {
            var text = new byte[8192];
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            var length = await body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct);
            using var problem = JsonDocument.Parse(text.AsMemory(0, length));
            foreach (var member in (ReadOnlySpan<string>)["detail", "title"])
            {
                if (problem.RootElement.TryGetProperty(member, out var words) && words.ValueKind == JsonValueKind.String)
                {
                    return $"{status}: {PlainText.OneLine(words.GetString()!)}";
                }
            }
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)
        {
            // No problem document; the status says what there is to say.
        }

        return status;
    }

    private static ByteArrayContent Json<T>(T value, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }
}
