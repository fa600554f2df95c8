using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Hands a request that was checked to the browser and takes it back unchanged, while the person signs in and consents.</summary>
internal sealed class AuthorizationTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    // A state full of + and / must not grow sixfold: the ticket stands in an address.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IDataProtector _protector = protection.CreateProtector("Agon.Hub.SignOn.Requests.v1");

    public static string Write(AuthorizationRequest request) => JsonSerializer.Serialize(request, Plain);

    public static AuthorizationRequest Read(string json) => JsonSerializer.Deserialize<AuthorizationRequest>(json)!;

    public string Issue(AuthorizationRequest request) =>
        _protector.Protect(JsonSerializer.Serialize(new Ticket(request, clock.GetUtcNow()), Plain));

    /// <summary>The request, or why there is none.</summary>
    public (AuthorizationRequest? Request, SignOnRefusal Refusal) Take(string? ticket)
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

    private sealed record Ticket(AuthorizationRequest Request, DateTimeOffset IssuedAt);
}
