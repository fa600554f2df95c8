using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.SignOn.Keys;

/// <summary>Makes the next key of each algorithm when its time has come, and forgets those nothing depends on any more.</summary>
internal sealed partial class RollSignOnKeys(
    HubDb db, ProtectedKeys keys, IOptions<SignOnOptions> options, TimeProvider clock, ILogger<RollSignOnKeys> logger)
{
    /// <summary>The keys there are after it, the oldest turn first.</summary>
    public async Task<IReadOnlyList<SignOnKey>> ExecuteAsync(CancellationToken ct)
    {
        var stored = await StoredAsync(ct);
        var now = clock.GetUtcNow();
        var missing = Enum.GetValues<SigningAlgorithm>()
            .Select(a => (Algorithm: a, From: NextTurn([.. stored.Where(k => k.Algorithm == a)], now)))
            .Where(next => next.From is not null).ToList();
        var retired = stored.Where(k => IsRetired(k, stored, now)).Select(k => k.Id).ToList();
        if (missing.Count == 0 && retired.Count == 0)
        {
            return stored;
        }

        foreach (var (algorithm, from) in missing)
        {
            await MakeAsync(algorithm, from!.Value, now, ct);
        }

        await db.SignOnKeys.Where(k => retired.Contains(k.Id)).ExecuteDeleteAsync(ct);
        return await StoredAsync(ct);
    }

    private async Task<IReadOnlyList<SignOnKey>> StoredAsync(CancellationToken ct) =>
        await db.SignOnKeys.AsNoTracking().OrderBy(k => k.SignsFrom).ThenBy(k => k.KeyId).ToListAsync(ct);

    // The next key begins when the last one's time is over, but never before everybody can have seen it published.
    private DateTimeOffset? NextTurn(IReadOnlyList<SignOnKey> ofOne, DateTimeOffset now)
    {
        if (ofOne.LastOrDefault(keys.CanRead) is not { } last)
        {
            return now;
        }

        var overlap = TimeSpan.FromHours(options.Value.KeyOverlapHours);
        var end = last.SignsFrom + TimeSpan.FromDays(options.Value.KeyDays);
        return end - overlap > now ? null : end > now + overlap ? end : now + overlap;
    }

    private static bool IsRetired(SignOnKey key, IReadOnlyList<SignOnKey> stored, DateTimeOffset now) =>
        stored.Where(k => k.Algorithm == key.Algorithm && k.SignsFrom > key.SignsFrom).Any(k => k.SignsFrom + SignOnRules.RetiredKey <= now);

    private async Task MakeAsync(SigningAlgorithm algorithm, DateTimeOffset from, DateTimeOffset now, CancellationToken ct)
    {
        var key = keys.Create(algorithm, now, from);
        db.Add(key);
        try
        {
            await db.SaveChangesAsync(ct);
            LogMade(key.KeyId, algorithm, from);
        }
        catch (DbUpdateException e) when (e.Breaks(db, SignOnKey.TurnIndex))
        {
            // Another hub on this database was faster.
            db.Entry(key).State = EntityState.Detached;
        }
    }

    [LoggerMessage(LogLevel.Information, "Key {KeyId} ({Algorithm}) signs from {From:u}")]
    private partial void LogMade(string keyId, SigningAlgorithm algorithm, DateTimeOffset from);
}
