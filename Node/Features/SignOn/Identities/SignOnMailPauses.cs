using System.Collections.Concurrent;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Lets a mail that anybody can ask for go to an address once in <see cref="AccountRules.MailPause"/>. Remembered in this process only.</summary>
internal sealed class SignOnMailPauses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = new(StringComparer.OrdinalIgnoreCase);

    public bool Admit(string email)
    {
        var now = clock.GetUtcNow();
        foreach (var (address, until) in _ends)
        {
            if (until <= now)
            {
                _ends.TryRemove(KeyValuePair.Create(address, until));
            }
        }

        return _ends.TryAdd(email, now + AccountRules.MailPause);
    }
}
