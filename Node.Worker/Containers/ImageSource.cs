using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Containers;

/// <summary>What became of the wish for an image.</summary>
internal abstract record ImageOutcome
{
    private ImageOutcome()
    {
    }

    /// <summary>It is here: under which name, its identifier, and the volumes it declares.</summary>
    internal sealed record Ready(string Name, string Id, IReadOnlyList<string> Volumes) : ImageOutcome;

    /// <summary>It is not here and can't be had, with the reason as a clause.</summary>
    internal sealed record Missing(string Name, string Reason) : ImageOutcome;
}

/// <summary>Gets the image of a run: the named one if present, else its stand-in, else by pulling.</summary>
internal sealed partial class ImageSource(
    EngineImages images, ImageMap map, IOptions<WorkerOptions> options, TimeProvider clock, ILogger<ImageSource> logger)
{
    private readonly TimeSpan _pullLimit = TimeSpan.FromMinutes(options.Value.PullMinutes);

    public async Task<ImageOutcome> GetAsync(string wanted, Action<string> say, CancellationToken ct)
    {
        if (!ImageName.IsValid(wanted))
        {
            return new ImageOutcome.Missing(wanted, "that is not a valid name of an image");
        }

        if (await images.FindAsync(wanted, ct) is { } present)
        {
            return Ready(wanted, present);
        }

        if (map.Find(wanted) is not { } standIn)
        {
            if (PullPolicy.Allows(options.Value.PullFrom, wanted))
            {
                return await PullAsync(wanted, say, ct);
            }

            LogNotAllowed(wanted);
            return new ImageOutcome.Missing(wanted, "the operator of the worker does not let it pull from there");
        }

        say($"The image '{wanted}' is not on this worker; its operator chose '{standIn}' to stand in for it.");
        return await images.FindAsync(standIn, ct) is { } found ? Ready(standIn, found) : await PullAsync(standIn, say, ct);
    }

    private async Task<ImageOutcome> PullAsync(string name, Action<string> say, CancellationToken ct)
    {
        say($"Pulling the image '{name}'.");
        using var late = new CancellationTokenSource(_pullLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            if (await images.PullAsync(name, say, either.Token) is { } reason)
            {
                LogNotPulled(name, reason);
                return new ImageOutcome.Missing(name, PullFailure.Describe(reason));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ImageOutcome.Missing(name, $"pulling it took longer than {_pullLimit.TotalMinutes:0} minutes");
        }

        return await images.FindAsync(name, ct) is { } pulled
            ? Ready(name, pulled)
            : new ImageOutcome.Missing(name, "the engine says it was pulled, but does not have it");
    }

    private static ImageOutcome.Ready Ready(string name, ImageInspection image) => new(name, image.Id, [.. image.Config?.Volumes?.Keys.AsEnumerable() ?? []]);

    [LoggerMessage(LogLevel.Warning, "The image {Image} was wished for and may not be pulled; Worker:PullFrom names what may")]
    private partial void LogNotAllowed(string image);

    [LoggerMessage(LogLevel.Warning, "The image {Image} could not be pulled: {Reason}")]
    private partial void LogNotPulled(string image, string reason);
}
