namespace Agon.Portal.Accounts;

/// <summary>
/// Lets each kind of mail that anybody can ask for go to an account once in <see cref="AccountRules.MailPause"/>. Remembered in this
/// process only: after a restart one mail more may leave, which harms nobody.
/// </summary>
internal sealed class MailPauses(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Account, RequestedMail Kind), DateTimeOffset> _ends = [];
    private DateTimeOffset _swept;

    /// <summary>Whether it may go now; then the next pause begins.</summary>
    public bool Admit(Guid account, RequestedMail kind)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            Sweep(now);
            if (_ends.TryGetValue((account, kind), out var end) && now < end)
            {
                return false;
            }

            _ends[(account, kind)] = now + AccountRules.MailPause;
            return true;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - _swept < AccountRules.MailPause)
        {
            return;
        }

        _swept = now;
        foreach (var (key, end) in _ends)
        {
            if (end <= now)
            {
                _ends.Remove(key);
            }
        }
    }
}

/// <summary>The mails that anybody can ask for by typing an address.</summary>
internal enum RequestedMail
{
    Confirm,
    Reset,
    AlreadyRegistered,
}
