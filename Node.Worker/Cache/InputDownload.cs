using System.Net;
using System.Security.Cryptography;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Cache;

/// <summary>Fetches one input by its link, and lets it be seen under its name only when every byte is the announced one.</summary>
internal sealed partial class InputDownload(IOptions<WorkerOptions> options, RetryLadder ladder, TimeProvider clock, ILogger<InputDownload> logger)
    : IDisposable
{
    public const string PartialSuffix = ".part";
    private const int Attempts = 5;
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    // Its own client: links need no credentials, and the worker's token must not reach a store.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = NodeClient.BaseAddress(options.Value),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task DownloadAsync(RunInput input, string path, CancellationToken ct)
    {
        // A path is never parsed on its own: on this system it would be taken for a file.
        if (!Uri.TryCreate(_http.BaseAddress, input.Url, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new InputException("the node sent a link that is not an address");
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await TryAsync(url, input, path, ct) is not { } reason)
            {
                return;
            }

            LogFailed(input.Sha256, attempt, reason);
            if (attempt == Attempts)
            {
                throw new InputException(reason);
            }

            await ladder.WaitAsync(attempt, clock, ct);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One try; gives the reason when another one may help.</summary>
    private async Task<string?> TryAsync(Uri url, RunInput input, string path, CancellationToken ct)
    {
        var partial = $"{path}.{Guid.CreateVersion7(clock.GetUtcNow()):N}{PartialSuffix}";
        using var stall = new CancellationTokenSource(Stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, ct);
        try
        {
            using var answer = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return Judge(answer.StatusCode);
            }

            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            if (!await ReceiveAsync(body, input, partial, stall, either.Token))
            {
                return "the bytes that arrived are not the ones announced";
            }

            File.Move(partial, path, overwrite: true);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"no byte arrived for {Stall.TotalSeconds:0} seconds";
        }
        catch (Exception failure) when (failure is HttpRequestException or HttpIOException)
        {
            return PlainText.OneLine(failure.Message);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static string Judge(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? $"the node answered {(int)status}"
            : throw new InputException($"the node answered {(int)status} to its own link");

    private static async Task<bool> ReceiveAsync(Stream body, RunInput input, string partial, CancellationTokenSource stall, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[81920];
        var received = 0L;
        int read;
        while ((read = await body.ReadAsync(buffer, ct)) > 0)
        {
            received += read;
            if (received > input.Bytes)
            {
                return false;
            }

            digest.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
            stall.CancelAfter(Stall);
        }

        return received == input.Bytes && Convert.ToHexStringLower(digest.GetHashAndReset()) == input.Sha256;
    }

    [LoggerMessage(LogLevel.Warning, "Input {Sha256}, attempt {Attempt}: {Reason}")]
    private partial void LogFailed(string sha256, int attempt, string reason);
}
