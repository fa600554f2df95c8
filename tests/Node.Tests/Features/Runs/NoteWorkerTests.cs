using Agon.Node.Data;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Runs;

public sealed class NoteWorkerTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task two_slots_that_call_at_once_are_one_worker()
    {
        await node.InScopeAsync(async services =>
        {
            // Looked before the other saved, and saves after it.
            services.GetRequiredService<NodeDb>().Add(new WorkerSighting { Name = "gpu-1", Version = "1", LastSeenAt = node.Clock.GetUtcNow() });
            await NoteAsync("gpu-1");
            await services.GetRequiredService<NoteWorker>().ExecuteAsync("gpu-2", "1", Ct);
            return true;
        });

        (await node.QueryAsync(db => db.WorkerSightings.CountAsync(w => w.Name == "gpu-1", Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task what_else_fails_is_not_kept_quiet()
    {
        await Should.ThrowAsync<DbUpdateException>(() => node.InScopeAsync(async services =>
        {
            services.GetRequiredService<NodeDb>().Add(new WorkerSighting { Name = "gpu-4", Version = null!, LastSeenAt = node.Clock.GetUtcNow() });
            await services.GetRequiredService<NoteWorker>().ExecuteAsync("gpu-3", "1", Ct);
            return true;
        }));
    }

    private Task<bool> NoteAsync(string name) => node.InScopeAsync(async services =>
    {
        await services.GetRequiredService<NoteWorker>().ExecuteAsync(name, "1", Ct);
        return true;
    });
}
