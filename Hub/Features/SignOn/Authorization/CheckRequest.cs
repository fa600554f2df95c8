using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Authorization.Checks;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Checks a request for authorization: first who asks and where the answer goes, then, in this order, the rest.</summary>
internal sealed class CheckRequest(HubDb db, TimeProvider clock)
{
    private static readonly IRequestCheck[] Checks =
        [new ParameterCheck(), new GrantCheck(), new ResponseCheck(), new ScopeCheck(), new ProofKeyCheck(), new PromptCheck()];

    public async Task<RequestOutcome> ExecuteAsync(SignOnParameters request, CancellationToken ct)
    {
        if (request.IsTwice("client_id") || request.IsTwice("redirect_uri"))
        {
            return new RequestOutcome.Shown(SignOnRefusal.ParameterTwice);
        }

        if (request["client_id"] is not { } id)
        {
            return new RequestOutcome.Shown(SignOnRefusal.ClientIdMissing);
        }

        var client = id.Length > Client.ClientIdMaxLength || id.Contains('\0', StringComparison.Ordinal)
            ? null
            : await Client.FindAsync(db, id, ct);
        return client is null ? new RequestOutcome.Shown(SignOnRefusal.ClientUnknown) : Check(client, request);
    }

    /// <summary>The same for a client that is known already.</summary>
    public RequestOutcome Check(Client client, SignOnParameters request)
    {
        if (WrongAddress(client, request["redirect_uri"]) is { } wrong)
        {
            return new RequestOutcome.Shown(wrong);
        }

        var address = request["redirect_uri"]!;
        return Checks.Select(c => c.Refuse(client, request)).FirstOrDefault(r => r is not null) is { } refusal
            ? new RequestOutcome.Returned(refusal, address, request.IsTwice("state") ? null : request["state"])
            : new RequestOutcome.Good(client, new AuthorizationRequest(client.ClientId, address, SignOnScopes.Read(request["scope"]), request["code_challenge"]!, clock.GetUtcNow())
            {
                State = request["state"],
                Nonce = request["nonce"],
                Prompts = PromptCheck.Read(request),
                MaxAge = PromptCheck.MaxAge(request),
                LoginHint = request["login_hint"],
            });
    }

    /// <summary>What forbids to send anything to this address.</summary>
    public static SignOnRefusal? WrongAddress(Client client, string? redirectUri) => client switch
    {
        { IsEnabled: false } => SignOnRefusal.ClientDisabled,
        _ when redirectUri is null => SignOnRefusal.RedirectUriMissing,
        _ when !client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal) => SignOnRefusal.RedirectUriNotRegistered,
        _ => null,
    };
}

/// <summary>What checking a request for authorization came to.</summary>
internal abstract record RequestOutcome
{
    private RequestOutcome()
    {
    }

    /// <summary>Nothing is wrong with it.</summary>
    /// <param name="Client">Whose it is, if it was looked up just now.</param>
    /// <param name="Request">What is asked.</param>
    public sealed record Good(Client? Client, AuthorizationRequest Request) : RequestOutcome;

    /// <summary>Refused, and nobody is sent anywhere.</summary>
    public sealed record Shown(SignOnRefusal Refusal) : RequestOutcome;

    /// <summary>Refused, as the client is told at its address.</summary>
    public sealed record Returned(SignOnRefusal Refusal, string RedirectUri, string? State) : RequestOutcome;
}
