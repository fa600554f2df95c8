using System.Collections.Concurrent;
using System.Security.Cryptography;
using Agon.Federation.Contracts.Signing;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Node.Features.Federation;

/// <summary>
/// Writes the node's keys so that only this node can read them, and reads them. One that was read before is the same object: whether it
/// still counts says the database, each time.
/// </summary>
internal sealed class ProtectedKeys(IDataProtectionProvider protection)
{
    // There are two at a time; after many rolls the old ones are left to the collector, as somebody may be signing with one.
    private const int Most = 10;

    private readonly IDataProtector _protector = protection.CreateProtector("Agon.Node.Features.Federation.NodeKeys");
    private readonly ConcurrentDictionary<string, SigningKey> _read = new(StringComparer.Ordinal);

    public SigningKey Read(string written)
    {
        if (_read.TryGetValue(written, out var known))
        {
            return known;
        }

        if (_read.Count >= Most)
        {
            _read.Clear();
        }

        return _read.GetOrAdd(written, Import);
    }

    public string Protect(SigningKey key)
    {
        var bytes = key.Export();
        try
        {
            return Convert.ToBase64String(_protector.Protect(bytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private SigningKey Import(string written)
    {
        var bytes = _protector.Unprotect(Convert.FromBase64String(written));
        try
        {
            return SigningKey.Import(SigningAlgorithm.ES256, bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
