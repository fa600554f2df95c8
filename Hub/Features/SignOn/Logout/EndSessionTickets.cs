using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Hands a request that was checked to the browser and takes it back unchanged, while the person is asked.</summary>
internal sealed class EndSessionTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.Hub.SignOn.Logout.v1");

    public string Issue(EndSessionRequest request) => _protector.Protect(JsonSerializer.Serialize(new Ticket(request, clock.GetUtcNow())));

    /// <summary>The request, or why there is none.</summary>
    public (EndSessionRequest? Request, SignOnRefusal Refusal) Take(string? ticket)
    {
        try
        {
            var taken = JsonSerializer.Deserialize<Ticket>(_protector.Unprotect(ticket ?? ""))!;
            return clock.GetUtcNow() - taken.IssuedAt > SignOnRules.Interaction ? (null, SignOnRefusal.InteractionExpired) : (taken.Request, default);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return (null, SignOnRefusal.InteractionUnreadable);
        }
    }

    private sealed record Ticket(EndSessionRequest Request, DateTimeOffset IssuedAt);
}
