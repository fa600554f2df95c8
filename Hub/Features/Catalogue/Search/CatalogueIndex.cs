using Agon.Hub.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>
/// What of all listings decides whether and where they are shown, kept in memory: counting the facets of 100 000 listings is no work for a
/// database. It is brought up to date when it is looked at: at once after a change in this process, within <see cref="Stale"/> after one in another.
/// </summary>
internal sealed class CatalogueIndex(Nudge<CatalogueIndex> changed, TimeProvider clock) : IDisposable
{
    /// <summary>How long what other processes change may go unseen.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(1);

    // A change bears the instant it began at; longer than this no transaction lasts.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly IndexWriter _writer = new(clock);
    private readonly Dictionary<Guid, int> _curations = [];
    private Dictionary<Guid, IndexedMember> _members = [];
    private DateTimeOffset _newest;
    private volatile CatalogueView _view = CatalogueView.Empty;
    private long? _lookedAt;

    // Looks are numbered: how many began, and which of them was the last to end well.
    private long _begun, _finished;

    /// <summary>What there is now. Nobody changes what is returned.</summary>
    public async ValueTask<CatalogueView> NowAsync(HubDb db, CancellationToken ct)
    {
        var isNudged = changed.TryTake();
        var asked = Volatile.Read(ref _begun);
        if (!isNudged && _lookedAt is { } at && clock.GetElapsedTime(at) < Stale)
        {
            return _view;
        }

        var hasTurn = false;
        try
        {
            await _turn.WaitAsync(ct);
            hasTurn = true;

            // A look that began after this was asked for saw all that this would see.
            if (_finished <= asked)
            {
                var now = clock.GetTimestamp();
                var number = Interlocked.Increment(ref _begun);
                await LookAsync(db, ct);
                (_finished, _lookedAt) = (number, now);
            }

            return _view;
        }
        catch
        {
            changed.Give();
            throw;
        }
        finally
        {
            if (hasTurn)
            {
                _turn.Release();
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task LookAsync(HubDb db, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Longest;
        var members = await IndexedMember.ReadAsync(db, ct);
        var others = members.Values.Where(m => _members.GetValueOrDefault(m.Id) != m).Select(m => m.Id).ToList();
        var curated = await CuratedAsync(db, ct);
        if (others.Count > 0 || curated.Count > 0)
        {
            // A node's batches follow each other, so what is new of it is not older than what was newest. Of one that is new or called otherwise everything is read.
            var since = others.Select(m => _members.TryGetValue(m, out var old) && old.Institution == members[m].Institution ? old.LastRecordAt : null).DefaultIfEmpty().Min(at => at ?? DateTimeOffset.MinValue);
            var listings = others.Count == 0 ? [] : await IndexedListing.ReadAsync(db, others, since, ct);
            listings.AddRange(_members.Count == 0 || curated.Count == 0 ? [] : await IndexedListing.ReadAsync(db, [.. curated.Keys], ct));
            _view = _writer.Write(_view, members, listings);
            _members = members;
            foreach (var (listing, version) in curated)
            {
                _curations[listing] = version;
            }
        }

        _newest = before;
    }

    // What curators changed since, and the version it has now.
    private async Task<Dictionary<Guid, int>> CuratedAsync(HubDb db, CancellationToken ct) =>
        (await db.ListingCurations.AsNoTracking().Where(c => c.ChangedAt >= _newest).Select(c => new { c.ListingId, c.Version }).ToListAsync(ct))
        .Where(c => _curations.GetValueOrDefault(c.ListingId) != c.Version).ToDictionary(c => c.ListingId, c => c.Version);
}
