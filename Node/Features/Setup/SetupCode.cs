using System.Security.Cryptography;
using System.Text;

namespace Agon.Node.Features.Setup;

/// <summary>The secret of the set-up link: made anew by each start of the node, dead once it was used.</summary>
internal sealed class SetupCode
{
    private readonly Lock _gate = new();
    private string? _code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The code, or null once it was used.</summary>
    public string? Value
    {
        get
        {
            lock (_gate)
            {
                return _code;
            }
        }
    }

    public bool Matches(string given)
    {
        lock (_gate)
        {
            return _code is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_code), Encoding.UTF8.GetBytes(given));
        }
    }

    /// <summary>Ends the code; false if somebody else did.</summary>
    public bool Use(string given)
    {
        lock (_gate)
        {
            if (!Matches(given))
            {
                return false;
            }

            _code = null;
            return true;
        }
    }

    /// <summary>Brings a code back whose use came to nothing.</summary>
    public void Restore(string code)
    {
        lock (_gate)
        {
            _code ??= code;
        }
    }
}
