using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>Links that stop a person's weekly mails without signing in, as every such mail has one (RFC 8058). They say nothing else and are good as long as the hub's keys.</summary>
internal sealed class StopLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.Hub.Following.Stop.v1");

    public string Make(Guid account) => _protector.Protect($"{account:n}");

    /// <summary>Whose it is; null if it is no such link.</summary>
    public Guid? Read(string? token)
    {
        try
        {
            return Guid.ParseExact(_protector.Unprotect(token ?? ""), "n");
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
