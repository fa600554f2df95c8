using Agon.Node.Features.Accounts;
using Agon.Portal.Hosting;

namespace Agon.Node.Features.Setup;

/// <summary>Prints the set-up link on the console when a node without an operator has started.</summary>
internal sealed class SetupInvitation(
    SetupCode code, PublicAddress address, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The link needs the address, which is known once the server listens.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var onStop = stoppingToken.Register(() => started.TrySetCanceled());
        await started.Task;

        await using var scope = scopes.CreateAsyncScope();
        if (code.Value is { } secret && !await scope.ServiceProvider.GetRequiredService<Operators>().AnyAsync(stoppingToken))
        {
            // Not through the log: logs are kept and shipped, and whoever has the link becomes the operator.
            await Console.Out.WriteLineAsync($"""

                This node has no operator yet. Open this link to set it up; it works once, and a restart makes a new one:

                    {address.Of(NodeLinks.SetUp(secret))}

                """.AsMemory(), stoppingToken);
        }
    }
}
