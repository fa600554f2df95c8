using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>Gives a client a token for its own calls to the hub.</summary>
internal sealed class IssueClientToken(IssueTokens issue)
{
    private static readonly string[] Own = [SignOnScopes.Federation];

    public async Task<TokenOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        if (client.AuthMethod == ClientAuthentication.None)
        {
            return new TokenOutcome.Refused(SignOnRefusal.ClientIsPublic);
        }

        var scopes = form["scope"] is { } asked ? SignOnScopes.Read(asked) : Own;
        return scopes.Count == 0 || scopes.Except(Own).Any() || scopes.Except(client.AllowedScopes).Any()
            ? new TokenOutcome.Refused(SignOnRefusal.ScopeNotAllowed)
            : new TokenOutcome.Issued(await issue.ForClientAsync(client, scopes, ct));
    }
}
