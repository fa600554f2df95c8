using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>A container engine in this process, behind a real socket: what containers do is a function of the test.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TempDirectory _directory;
    private int _waits;
    private int _misses;

    private FakeEngine(WebApplication app, TempDirectory directory)
    {
        _app = app;
        _directory = directory;
    }

    public string Socket => _directory["engine.sock"];

    /// <summary>What a container does; gives its exit code.</summary>
    public Func<FakeContainer, Task<int>> Program { get; set; } = _ => Task.FromResult(0);

    /// <summary>Images that are here, with their identifiers.</summary>
    public ConcurrentDictionary<string, string> Images { get; } = new() { ["agon-runtime:1"] = "sha256:" + new string('a', 64) };

    public string[] Volumes { get; set; } = [];

    public List<string> Pulled { get; } = [];

    /// <summary>Set by the test: the lines a pull answers with.</summary>
    public Func<string, string>? PullAnswer { get; set; }

    /// <summary>Set by the test: the reason a start fails, with the exit code the engine notes.</summary>
    public (string Reason, int ExitCode)? StartFailure { get; set; }

    /// <summary>Part of the names of containers that can't be created.</summary>
    public string? RefuseCreating { get; set; }

    /// <summary>While set, containers are neither removed nor killed.</summary>
    public bool RefuseRemoving { get; set; }

    /// <summary>While set, every call is answered with this status.</summary>
    public int? Status { get; set; }

    public int Refusals { get; private set; }

    /// <summary>How often somebody waited for a container's end.</summary>
    public int Waits => Volatile.Read(ref _waits);

    /// <summary>How often somebody asked for what is not there.</summary>
    public int Misses => Volatile.Read(ref _misses);

    /// <summary>Raised by every call.</summary>
    public Signal Changed { get; } = new();

    public ConcurrentDictionary<string, FakeContainer> Containers { get; } = [];

    /// <summary>Every container there ever was, in order.</summary>
    public ConcurrentQueue<FakeContainer> History { get; } = [];

    public ConcurrentQueue<string> RemovedWith { get; } = [];

    public static async Task<FakeEngine> StartAsync()
    {
        var directory = new TempDirectory();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(directory["engine.sock"]));
        var engine = new FakeEngine(builder.Build(), directory);
        engine._app.Run(engine.AnswerAsync);
        await engine._app.StartAsync();
        return engine;
    }

    public FakeContainer Add(string name, string labels)
    {
        var spec = JsonDocument.Parse($$$"""{"Cmd":[],"Labels":{{{labels}}},"HostConfig":{"Binds":[]}}""").RootElement.Clone();
        var container = new FakeContainer($"{Containers.Count}{name}", name, spec);
        Containers[container.Id] = container;
        return container;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in Containers.Values)
        {
            container.Kill();
        }

        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        await _directory.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string[] path = [.. context.Request.Path.Value!.Trim('/').Split('/').SkipWhile(part => part.StartsWith("v1.", StringComparison.Ordinal))];
        Changed.Raise();
        if (Status is { } status)
        {
            Refusals++;
            Changed.Raise();
            await ProblemAsync(context, status, "the test says so");
            return;
        }

        await (path switch
        {
            ["_ping"] => PingAsync(context),
            ["info"] => context.Response.WriteAsync("""{"NCPU":2,"MemTotal":1000000000,"ServerVersion":"fake"}"""),
            ["images", "create"] => PullAsync(context),
            ["images", .. var name, "json"] => ImageAsync(context, string.Join('/', name)),
            ["containers", "create"] => CreateAsync(context),
            ["containers", "json"] => ListAsync(context),
            ["containers", var id] => RemoveAsync(context, id),
            ["containers", var id, var verb] when Containers.TryGetValue(id, out var container) => ContainerAsync(context, container, verb),
            _ => MissAsync(context),
        });
    }

    private Task MissAsync(HttpContext context)
    {
        Interlocked.Increment(ref _misses);
        Changed.Raise();
        return ProblemAsync(context, 404, "no such thing");
    }

    private static Task PingAsync(HttpContext context)
    {
        context.Response.Headers["Api-Version"] = "1.41";
        return context.Response.WriteAsync("OK");
    }

    private Task ImageAsync(HttpContext context, string name) => Images.TryGetValue(name, out var id)
        ? context.Response.WriteAsync(JsonSerializer.Serialize(
            new { Id = id, Config = new { Volumes = Volumes.Length == 0 ? null : Volumes.ToDictionary(volume => volume, _ => new object()) } }))
        : ProblemAsync(context, 404, $"No such image: {name}");

    private Task PullAsync(HttpContext context)
    {
        var name = context.Request.Query["fromImage"].ToString();
        Pulled.Add(name);
        if (PullAnswer is not null)
        {
            return context.Response.WriteAsync(PullAnswer(name));
        }

        Images[name] = "sha256:" + new string('b', 64);
        return context.Response.WriteAsync("""{"status":"Pulling"}""" + "\n" + """{"status":"Pull complete","id":"1"}""" + "\n");
    }

    private async Task CreateAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var name = context.Request.Query["name"].ToString();
        if (RefuseCreating is { } part && name.Contains(part, StringComparison.Ordinal))
        {
            await ProblemAsync(context, 500, "no space left on device");
            return;
        }

        var container = new FakeContainer($"id-{History.Count}-{name}", name, body.RootElement.Clone());
        Containers[container.Id] = container;
        History.Enqueue(container);
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync($$"""{"Id":"{{container.Id}}","Warnings":[]}""");
    }

    private Task ListAsync(HttpContext context)
    {
        using var filters = JsonDocument.Parse(context.Request.Query["filters"].ToString());
        var label = filters.RootElement.GetProperty("label")[0].GetString()!.Split('=');
        var found = Containers.Values.Where(container => container.Spec.GetProperty("Labels").TryGetProperty(label[0], out var value) && value.GetString() == label[1]);
        return context.Response.WriteAsync(JsonSerializer.Serialize(found.Select(container => new { container.Id, Names = new[] { "/" + container.Name } })));
    }

    private Task RemoveAsync(HttpContext context, string id)
    {
        if (RefuseRemoving)
        {
            return ProblemAsync(context, 500, "the container can't be killed");
        }

        if (!Containers.TryRemove(id, out var container))
        {
            return ProblemAsync(context, 404, "No such container");
        }

        container.Kill();
        RemovedWith.Enqueue(context.Request.QueryString.Value!);
        Changed.Raise();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task ContainerAsync(HttpContext context, FakeContainer container, string verb)
    {
        switch (verb)
        {
            case "attach":
                await AttachAsync(context, container);
                return;
            case "start" when StartFailure is { } failure:
                container.End(failure.ExitCode);
                await ProblemAsync(context, 400, failure.Reason);
                return;
            case "start":
                _ = RunAsync(container);
                context.Response.StatusCode = 204;
                return;
            case "wait":
                Interlocked.Increment(ref _waits);
                Changed.Raise();
                await context.Response.StartAsync();
                await context.Response.WriteAsync($$"""{"StatusCode":{{await container.Exit.Task}}}""");
                return;
            case "json":
                var exit = container.Exit.Task is { IsCompletedSuccessfully: true } over ? await over : 0;
                await context.Response.WriteAsync(JsonSerializer.Serialize(
                    new { State = new { Running = !container.Exit.Task.IsCompleted, OOMKilled = container.IsOutOfMemory, ExitCode = exit } }));
                return;
            case "kill" when RefuseRemoving:
                context.Response.StatusCode = 204;
                return;
            case "kill":
                container.Kill();
                context.Response.StatusCode = 204;
                return;
        }
    }

    private static async Task AttachAsync(HttpContext context, FakeContainer container)
    {
        context.Response.ContentType = "application/vnd.docker.raw-stream";
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await foreach (var frame in container.Frames.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private async Task RunAsync(FakeContainer container)
    {
        try
        {
            container.End(await Program(container));
        }
        catch (Exception failure)
        {
            container.Write(failure.ToString(), isError: true);
            container.End(99);
        }
    }

    private static Task ProblemAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { message }));
    }
}
