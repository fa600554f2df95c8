namespace Agon.Portal.Accounts.Sessions;

/// <summary>
/// Remembers for some seconds which sessions were found alive, so that a page with its pictures asks the database once. What this process
/// ends is forgotten at once, and stays so for an answer of the database that was under way.
/// </summary>
internal sealed class LiveSessions(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Guid? Account, DateTimeOffset Until)> _known = [];
    private DateTimeOffset _swept;

    /// <summary>Whether the session is known to be the account's; null if the database has to say.</summary>
    public bool? IsAlive(string sessionId, Guid account)
    {
        lock (_gate)
        {
            return _known.TryGetValue(sessionId, out var known) && clock.GetUtcNow() < known.Until ? known.Account == account : null;
        }
    }

    /// <summary>Takes note that the database knows the session, unless it was ended meanwhile.</summary>
    public void Remember(string sessionId, Guid account)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Sweep(now);
            if (!_known.TryGetValue(sessionId, out var known) || known.Account is not null || known.Until <= now)
            {
                _known[sessionId] = (account, now + SessionRules.Trusted);
            }
        }
    }

    /// <summary>Takes note that it ended.</summary>
    public void End(string sessionId)
    {
        lock (_gate)
        {
            // Longer than any request that read the row before is on its way.
            _known[sessionId] = (null, clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - _swept < TimeSpan.FromMinutes(1))
        {
            return;
        }

        _swept = now;
        foreach (var (id, known) in _known)
        {
            if (known.Until <= now)
            {
                _known.Remove(id);
            }
        }
    }
}
