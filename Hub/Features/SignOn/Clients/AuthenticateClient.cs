using System.Text;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Finds out which client calls, by the one way it is registered for.</summary>
internal sealed class AuthenticateClient(HubDb db, CheckAssertion assertions, CallSubject subject)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const string Basic = "Basic ";

    public async Task<AuthenticateClientOutcome> ExecuteAsync(HttpRequest request, SignOnParameters form, CancellationToken ct)
    {
        var header = request.Headers.Authorization.ToString();
        var hasAssertion = form["client_assertion"] is not null || form["client_assertion_type"] is not null;
        if (form["client_secret"] is not null)
        {
            return Refused(header.Length > 0 || hasAssertion ? SignOnRefusal.ClientAuthenticationTwice : SignOnRefusal.ClientAuthenticationUnsupported);
        }

        return (header.Length > 0, hasAssertion) switch
        {
            (true, true) => Refused(SignOnRefusal.ClientAuthenticationTwice),
            (true, false) => await BySecretAsync(header, form, ct),
            (false, true) => await ByAssertionAsync(form, ct),
            _ => await ByNameAsync(form, ct),
        };
    }

    private async Task<AuthenticateClientOutcome> BySecretAsync(string header, SignOnParameters form, CancellationToken ct)
    {
        if (!TryReadBasic(header, out var id, out var secret))
        {
            return Refused(SignOnRefusal.ClientAuthenticationUnsupported);
        }

        var client = await FindAsync(id, ct);
        var isRight = RandomSecret.Matches(secret, client?.SecretDigest);
        return client switch
        {
            null => Refused(SignOnRefusal.ClientUnknown),
            { AuthMethod: not ClientAuthentication.SecretBasic } => Refused(SignOnRefusal.ClientAuthenticationOther),
            _ when !isRight => Refused(SignOnRefusal.ClientSecretWrong),
            _ => Authenticated(client, form),
        };
    }

    private async Task<AuthenticateClientOutcome> ByAssertionAsync(SignOnParameters form, CancellationToken ct)
    {
        if (form["client_assertion_type"] != AssertionType)
        {
            return Refused(SignOnRefusal.AssertionTypeUnsupported);
        }

        if (CheckAssertion.NameIn(form["client_assertion"]) is not { } id)
        {
            return Refused(SignOnRefusal.AssertionMalformed);
        }

        return await FindAsync(id, ct) switch
        {
            null => Refused(SignOnRefusal.ClientUnknown),
            { AuthMethod: not ClientAuthentication.PrivateKeyJwt } => Refused(SignOnRefusal.ClientAuthenticationOther),
            var client => assertions.Refuse(client, form["client_assertion"]!) is { } refusal ? Refused(refusal) : Authenticated(client, form),
        };
    }

    private async Task<AuthenticateClientOutcome> ByNameAsync(SignOnParameters form, CancellationToken ct)
    {
        if (form["client_id"] is not { Length: <= Client.ClientIdMaxLength } id)
        {
            return Refused(SignOnRefusal.ClientAuthenticationMissing);
        }

        return await FindAsync(id, ct) switch
        {
            null => Refused(SignOnRefusal.ClientUnknown),
            { AuthMethod: not ClientAuthentication.None } => Refused(SignOnRefusal.ClientAuthenticationMissing),
            var client => Authenticated(client, form),
        };
    }

    private static AuthenticateClientOutcome Authenticated(Client client, SignOnParameters form) => client switch
    {
        _ when form["client_id"] is { } id && id != client.ClientId => Refused(SignOnRefusal.ClientIdMismatch),
        { IsEnabled: false } => Refused(SignOnRefusal.ClientDisabled),
        _ => new AuthenticateClientOutcome.Authenticated(client),
    };

    private async Task<Client?> FindAsync(string id, CancellationToken ct)
    {
        var client = await Client.FindAsync(db, id, ct);
        subject.ClientId = client?.ClientId;
        return client;
    }

    private static AuthenticateClientOutcome.Refused Refused(SignOnRefusal refusal) => new(refusal);

    // Both halves are form-encoded before they are joined (RFC 6749 §2.3.1).
    private static bool TryReadBasic(string header, out string id, out string secret)
    {
        (id, secret) = ("", "");
        var bytes = new byte[header.Length];
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
        {
            return false;
        }

        if (Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var first, var second])
        {
            return false;
        }

        (id, secret) = (Decode(first), Decode(second));
        return id.Length is > 0 and <= Client.ClientIdMaxLength && !id.Contains('\0', StringComparison.Ordinal);
    }

    private static string Decode(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));
}

/// <summary>Which client calls, or why that is not known.</summary>
internal abstract record AuthenticateClientOutcome
{
    private AuthenticateClientOutcome()
    {
    }

    public sealed record Authenticated(Client Client) : AuthenticateClientOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : AuthenticateClientOutcome;
}
