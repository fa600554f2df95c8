using Agon.Portal.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agon.Portal.Tests.Hosting;

public sealed class RoundsTests
{
    [Fact]
    public async Task rounds_of_a_host_that_is_disposed_of_end_quietly()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var rounds = new Waiting(services.GetRequiredService<IServiceScopeFactory>());
        await rounds.StartAsync(TestContext.Current.CancellationToken);

        rounds.Dispose();

        await rounds.ExecuteTask!.ShouldNotThrowAsync();
    }

    private sealed class Waiting(IServiceScopeFactory scopes) : Rounds(TimeSpan.FromHours(1), scopes, TimeProvider.System, NullLogger.Instance)
    {
        protected override Task DoAsync(IServiceProvider services, CancellationToken ct) => Task.CompletedTask;
    }
}
