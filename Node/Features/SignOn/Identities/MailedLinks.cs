using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Agon.Node.Features.SignOn.Protocol;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>
/// Writes and reads the codes of mailed links. A code shows that its bearer reads mail to an address; it counts only in the browser in which
/// the same person of the same issuer waits, so that nobody can make somebody else click for them.
/// </summary>
internal sealed class MailedLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int MaxLength = 6000;
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.SignOn.MailedLink");

    public string Write(VerifiedPerson person, string email, Guid? account, string? displayName) => Base64Url.EncodeToString(_protector.Protect(
        JsonSerializer.SerializeToUtf8Bytes(new MailedLink(person.IssuerAddress, person.Subject, email, account, displayName, clock.GetUtcNow() + PendingSignOn.Kept))));

    /// <summary>What the code says, if it is for the person who waits in this browser.</summary>
    public SignOnResult<MailedLink> Read(string? code, VerifiedPerson? pending)
    {
        if (Unprotect(code) is not { } link || link.ExpiresAt <= clock.GetUtcNow())
        {
            return SignOnFailure.MailLinkSpent;
        }

        return pending is { } person && person.IssuerAddress == link.IssuerAddress && person.Subject == link.Subject ? link : SignOnFailure.MailLinkOfAnotherBrowser;
    }

    private MailedLink? Unprotect(string? code)
    {
        try
        {
            return code is { Length: > 0 and <= MaxLength } ? JsonSerializer.Deserialize<MailedLink>(_protector.Unprotect(Base64Url.DecodeFromChars(code))) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What following the link does: links the account, or makes one with the name.</summary>
internal sealed record MailedLink(string IssuerAddress, string Subject, string Email, Guid? Account, string? DisplayName, DateTimeOffset ExpiresAt);
