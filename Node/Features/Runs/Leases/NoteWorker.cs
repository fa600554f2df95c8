using Agon.Node.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Notes that a worker was seen, for the operator's desk.</summary>
internal sealed class NoteWorker(NodeDb db, TimeProvider clock)
{
    // A worker calls every few seconds; a write each time would be noise.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(string name, string? version, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var seen = await db.WorkerSightings.AsNoTracking().SingleOrDefaultAsync(w => w.Name == name, ct);
        if (seen is not null && now - seen.LastSeenAt < Fresh && (version is null || seen.Version == version))
        {
            return;
        }

        if (seen is not null)
        {
            await db.WorkerSightings.Where(w => w.Name == name)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.LastSeenAt, now).SetProperty(w => w.Version, version ?? seen.Version), ct);
            return;
        }

        var sighting = new WorkerSighting { Name = name, Version = version ?? "", LastSeenAt = now };
        db.WorkerSightings.Add(sighting);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, WorkerSighting.NameKey))
        {
            // Two slots of one worker called at the same moment; a sighting is nothing to fail for.
        }

        db.Entry(sighting).State = EntityState.Detached;
    }
}
