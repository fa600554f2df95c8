using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Hub.Features.SignOn.Keys;

/// <summary>Makes keys whose private half only this hub can read, and reads them.</summary>
internal sealed class ProtectedKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.Hub.SignOn.Keys.v1");

    public SignOnKey Create(SigningAlgorithm algorithm, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var key = SigningKey.Create(algorithm);
        var bytes = key.Export();
        try
        {
            return new SignOnKey
            {
                Id = Guid.CreateVersion7(now),
                KeyId = key.KeyId,
                Algorithm = algorithm,
                PublicKey = JsonSerializer.Serialize(key.Public),
                ProtectedKey = Convert.ToBase64String(_protector.Protect(bytes)),
                CreatedAt = now,
                SignsFrom = signsFrom,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public bool CanRead(SignOnKey stored)
    {
        var canRead = TryRead(stored, out var key);
        key?.Dispose();
        return canRead;
    }

    /// <summary>Reads the private half; it can't be if the hub's data protection keys were lost.</summary>
    public bool TryRead(SignOnKey stored, [NotNullWhen(true)] out SigningKey? key)
    {
        try
        {
            var bytes = _protector.Unprotect(Convert.FromBase64String(stored.ProtectedKey));
            key = SigningKey.Import(stored.Algorithm, bytes);
            CryptographicOperations.ZeroMemory(bytes);
            return true;
        }
        catch (CryptographicException)
        {
            key = null;
            return false;
        }
    }
}
