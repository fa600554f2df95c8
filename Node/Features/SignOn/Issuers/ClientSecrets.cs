using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>Keeps the secrets that issuers gave this node: the database alone does not tell them.</summary>
internal sealed class ClientSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.SignOn.ClientSecret");

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The secret; null if there is none or the node's keys were lost since.</summary>
    public string? Read(Issuer issuer)
    {
        try
        {
            return issuer.ProtectedSecret is { } kept ? _protector.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
