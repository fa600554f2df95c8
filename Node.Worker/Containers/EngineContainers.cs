using System.Net;
using System.Text.Json;

namespace Agon.Node.Worker.Containers;

/// <summary>Creates, watches and removes containers.</summary>
internal sealed class EngineContainers(EngineClient engine)
{
    /// <summary>Label with the name of the worker that made the container.</summary>
    public const string WorkerLabel = "agon.worker";

    /// <summary>Label with the lease it was made for.</summary>
    public const string LeaseLabel = "agon.lease";

    public async Task<string> CreateAsync(string name, NewContainer container, CancellationToken ct)
    {
        var path = $"containers/create?name={Uri.EscapeDataString(name)}";
        return (await engine.PostAsync(path, container, EngineJson.Default.NewContainer, EngineJson.Default.CreatedContainer, ct)).Id;
    }

    /// <summary>Opens the container's output; to be called before the start, so that nothing is missed.</summary>
    public async Task<ContainerOutput> AttachAsync(string id, CancellationToken ct) =>
        new(await engine.PostForStreamAsync($"containers/{id}/attach?stream=1&stdout=1&stderr=1", ct));

    public Task StartAsync(string id, CancellationToken ct) => engine.PostAsync($"containers/{id}/start", ct);

    /// <summary>Waits until the container is over and gives its exit code.</summary>
    public async Task<int> WaitAsync(string id, CancellationToken ct) =>
        (await engine.PostAndWaitAsync($"containers/{id}/wait", EngineJson.Default.ContainerExit, ct)).StatusCode;

    public async Task<ContainerState> InspectAsync(string id, CancellationToken ct) =>
        (await engine.GetAsync($"containers/{id}/json", EngineJson.Default.ContainerInspection, ct)).State;

    /// <summary>Whether the container is there and running; the engine's silence is an error, not a no.</summary>
    public async Task<bool> IsRunningAsync(string id, CancellationToken ct)
    {
        try
        {
            return (await InspectAsync(id, ct)).Running;
        }
        catch (EngineException refusal) when (refusal.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>Kills the container; one that is over or gone already is no error.</summary>
    public Task KillAsync(string id, CancellationToken ct) =>
        ToleratingAsync(() => engine.PostAsync($"containers/{id}/kill", ct), HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    /// <summary>Removes the container and its anonymous volumes, running or not; one that is gone already is no error.</summary>
    public Task RemoveAsync(string id, CancellationToken ct) =>
        ToleratingAsync(() => engine.DeleteAsync($"containers/{id}?force=1&v=1", ct), HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    /// <summary>Every container with a label, running or not.</summary>
    public async Task<IReadOnlyList<ListedContainer>> ListAsync(string label, string value, CancellationToken ct)
    {
        var wanted = new Dictionary<string, string[]> { ["label"] = [$"{label}={value}"] };
        var filters = JsonSerializer.Serialize(wanted, EngineJson.Default.DictionaryStringStringArray);
        return await engine.GetAsync(
            $"containers/json?all=1&filters={Uri.EscapeDataString(filters)}", EngineJson.Default.ListedContainerArray, ct);
    }

    /// <summary>Removes every container with a label and says how many there were.</summary>
    public async Task<int> RemoveAllAsync(string label, string value, CancellationToken ct)
    {
        var found = await ListAsync(label, value, ct);
        foreach (var container in found)
        {
            await RemoveAsync(container.Id, ct);
        }

        return found.Count;
    }

    private static async Task ToleratingAsync(Func<Task> call, params HttpStatusCode[] harmless)
    {
        try
        {
            await call();
        }
        catch (EngineException refusal) when (refusal.Status is { } status && harmless.Contains(status))
        {
            // What was asked for is the case already.
        }
    }
}
