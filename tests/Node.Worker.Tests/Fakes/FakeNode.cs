using System.Collections.Concurrent;
using System.Threading.Channels;
using Agon.Federation.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>A node in this process that plays the worker protocol and remembers what it was told.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    public const string Token = "a-token";

    private readonly WebApplication _app;
    private readonly Channel<OfferedRun> _offers = Channel.CreateUnbounded<OfferedRun>();
    private readonly ConcurrentDictionary<Guid, OfferedRun> _runs = [];
    private readonly ConcurrentDictionary<string, byte[]> _files = [];

    /// <summary>Raised after every call.</summary>
    public Signal Changed { get; } = new();

    private FakeNode(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>While set, every call of the protocol is answered with this status.</summary>
    public int? Status { get; set; }

    /// <summary>How many calls were answered with <see cref="Status"/>.</summary>
    public int Refusals { get; private set; }

    /// <summary>How many reports to take without the worker hearing of it.</summary>
    public int SwallowReports { get; set; }

    public int LeaseCalls { get; private set; }

    public LeaseRequest? LastRequest { get; private set; }

    public string? FileAuthorization { get; private set; }

    public int FileCalls { get; private set; }

    /// <summary>Set by the test: changes the bytes of a file on the way.</summary>
    public Func<byte[], int, byte[]>? Damage { get; set; }

    public static async Task<FakeNode> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrelCore();
        var node = new FakeNode(builder.Build());
        node.Map();
        await node._app.StartAsync();
        return node;
    }

    public OfferedRun Offer(Wish wish, int token = 1, Guid? id = null)
    {
        var run = new OfferedRun(new Lease
        {
            Id = id ?? Guid.CreateVersion7(),
            FencingToken = token,
            ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(1),
            RenewEverySeconds = wish.RenewEverySeconds,
            Image = wish.Image,
            Submission = Serve(wish.Submission, wish.SubmissionName)!,
            ScoringProgram = Serve(wish.ScoringProgram, "scoring.zip")!,
            IngestionProgram = Serve(wish.IngestionProgram, "ingestion.zip"),
            InputData = Serve(wish.InputData, "input.zip"),
            ReferenceData = Serve(wish.ReferenceData, "reference.zip"),
            IngestionOnlyDuringScoring = wish.IngestionOnlyDuringScoring,
            WantsDetailedResults = wish.WantsDetailedResults,
            Limits = wish.Limits,
        });
        _runs[run.Lease.Id] = run;
        _offers.Writer.TryWrite(run);
        return run;
    }

    public RunInput? Serve(byte[]? bytes, string fileName)
    {
        if (bytes is null)
        {
            return null;
        }

        var digest = Wish.Sha256(bytes);
        _files[digest] = bytes;
        return new RunInput($"/files/{digest}", digest, bytes.Length, fileName);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private void Map()
    {
        _app.Use(async (context, next) =>
        {
            Changed.Raise();
            context.Response.OnCompleted(() =>
            {
                Changed.Raise();
                return Task.CompletedTask;
            });
            if (Status is { } status && context.Request.Path.StartsWithSegments("/api"))
            {
                Refusals++;
                context.Response.StatusCode = status;
                return;
            }

            if (context.Request.Path.StartsWithSegments("/api") && context.Request.Headers.Authorization != $"Bearer {Token}")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            await next();
        });
        _app.MapGet("/files/{digest}", (string digest, HttpContext context) =>
        {
            FileCalls++;
            FileAuthorization ??= context.Request.Headers.Authorization;
            return _files.TryGetValue(digest, out var bytes) ? Results.Bytes(Damage?.Invoke(bytes, FileCalls) ?? bytes) : Results.NotFound();
        });
        _app.MapPost("/api/worker/leases", LeaseAsync);
        _app.MapPost("/api/worker/leases/{id:guid}/renew", RenewAsync);
        _app.MapPut("/api/worker/leases/{id:guid}/outputs/{name}", UploadAsync);
        _app.MapPost("/api/worker/leases/{id:guid}/report", ReportAsync);
    }

    private async Task LeaseAsync(HttpContext context)
    {
        LeaseCalls++;
        Changed.Raise();
        LastRequest = await context.Request.ReadFromJsonAsync(WorkerJson.Default.LeaseRequest, context.RequestAborted);
        try
        {
            var run = await _offers.Reader.ReadAsync(context.RequestAborted);
            await context.Response.WriteAsJsonAsync(run.Lease, WorkerJson.Default.Lease, cancellationToken: context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The worker hung up.
        }
    }

    private async Task<IResult> RenewAsync(Guid id, HttpContext context)
    {
        var renewal = (await context.Request.ReadFromJsonAsync(WorkerJson.Default.LeaseRenewal, context.RequestAborted))!;
        if (Find(id, renewal.FencingToken) is not { } run)
        {
            return Lost();
        }

        run.Take(renewal.Logs);
        run.Renewals.Enqueue(renewal);
        return Results.Json(new LeaseRenewed(TimeProvider.System.GetUtcNow().AddMinutes(1), run.IsCancelled), WorkerJson.Default.LeaseRenewed);
    }

    private async Task<IResult> UploadAsync(Guid id, string name, HttpContext context)
    {
        var token = int.Parse(context.Request.Headers[RunOutputs.FencingTokenHeader].ToString(), System.Globalization.CultureInfo.InvariantCulture);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (Find(id, token) is not { } run)
        {
            return Lost();
        }

        run.Uploads++;
        if (run.UploadAnswer?.Invoke(name) is { } answer)
        {
            return Results.Problem(statusCode: answer, detail: "the test says so");
        }

        Wish.Sha256(body.ToArray()).ShouldBe(context.Request.Headers[RunOutputs.Sha256Header].ToString());
        run.Outputs[name] = body.ToArray();
        return Results.NoContent();
    }

    private async Task<IResult> ReportAsync(Guid id, HttpContext context)
    {
        var report = (await context.Request.ReadFromJsonAsync(WorkerJson.Default.RunReport, context.RequestAborted))!;
        if (Find(id, report.FencingToken) is not { } run)
        {
            return Lost();
        }

        run.Take(report);
        return SwallowReports-- > 0 ? Results.StatusCode(StatusCodes.Status502BadGateway) : Results.NoContent();
    }

    private OfferedRun? Find(Guid id, int token) =>
        _runs.TryGetValue(id, out var run) && !run.IsLost && run.Lease.FencingToken == token ? run : null;

    private static IResult Lost() => Results.Problem(statusCode: StatusCodes.Status409Conflict, type: Problems.LeaseLost);
}
