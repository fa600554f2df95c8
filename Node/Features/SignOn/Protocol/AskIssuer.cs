using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>Writes the request that a browser carries to an issuer; one that wants it from the node itself is handed it first (RFC 9126).</summary>
internal sealed class AskIssuer(Providers providers, ProviderHttp http, AuthenticateClient client, PublicAddress address)
{
    public const string Scopes = "openid profile email";

    /// <summary>The address to send the browser to.</summary>
    public async Task<SignOnResult<string>> ExecuteAsync(Issuer issuer, SignOnRequest request, string state, CancellationToken ct)
    {
        var described = await providers.DescribeAsync(issuer.Address, ct);
        if (!described.IsGood(out var provider, out var failure))
        {
            return failure;
        }

        var parameters = new Dictionary<string, string>
        {
            ["client_id"] = issuer.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = address.Of(NodeLinks.SignOn.Callback(issuer.Slug)),
            ["scope"] = Scopes,
            ["state"] = state,
            ["nonce"] = request.Nonce,
            ["code_challenge"] = request.Challenge,
            ["code_challenge_method"] = "S256",
        };
        if (request.IsAgain)
        {
            (parameters["prompt"], parameters["max_age"]) = ("login", "0");
        }

        if (provider.PushTo is { } endpoint)
        {
            return await PushAsync(endpoint, provider, issuer, parameters, ct);
        }

        return await providers.ReachAsync(issuer.Address, ct) is { } away ? away : QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, parameters!);
    }

    private async Task<SignOnResult<string>> PushAsync(
        string endpoint, ProviderMetadata provider, Issuer issuer, Dictionary<string, string> parameters, CancellationToken ct)
    {
        using var post = await client.PostAsync(endpoint, issuer, parameters, ct);
        var sent = await http.SendAsync(post, issuer.Address, ct);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return failure;
        }

        return answer.IsSuccess && answer.Text("request_uri") is { Length: > 0 } name
            ? QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?> { ["client_id"] = issuer.ClientId, ["request_uri"] = name })
            : SignOnFailure.RequestNotPushed;
    }
}
