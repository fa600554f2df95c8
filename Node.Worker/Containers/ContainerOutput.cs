namespace Agon.Node.Worker.Containers;

/// <summary>Holds the open output of one container.</summary>
internal sealed class ContainerOutput(HttpResponseMessage answer) : IDisposable
{
    /// <summary>Reads until the container is over; a connection the engine drops counts as the end.</summary>
    public async Task ReadAsync(OutputSink sink, CancellationToken ct)
    {
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(ct);
            await OutputFrames.ReadAsync(stream, sink, ct);
        }
        catch (Exception dropped) when (dropped is IOException or HttpRequestException)
        {
            // The exit code, asked for separately, says how it ended.
        }
    }

    public void Dispose() => answer.Dispose();
}
