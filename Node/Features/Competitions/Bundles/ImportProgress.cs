using Agon.Node.Data;
using Agon.Node.Features.Messaging;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Keeps how far an import is with its row: at each step, and once a second within one.</summary>
internal sealed class ImportProgress(NodeDb db, BundleImport import, Watchers watchers, TimeProvider clock, CancellationToken ct)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private DateTimeOffset _saved = clock.GetUtcNow();

    /// <summary>Names the next step; bytes done so far stay done.</summary>
    public Task StepAsync(string step, long total) => SaveAsync(step, import.Done, total);

    public async ValueTask AddAsync(long bytes)
    {
        import.Advance(import.Step!, import.Done + bytes, import.Total);
        if (clock.GetUtcNow() - _saved >= Interval)
        {
            await SaveAsync(import.Step!, import.Done, import.Total);
        }
    }

    private async Task SaveAsync(string step, long done, long total)
    {
        import.Advance(step, done, total);
        _saved = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        watchers.Changed(import.Id);
    }
}
