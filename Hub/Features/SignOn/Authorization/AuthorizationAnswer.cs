using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Writes the address that takes the answer to the client: it always says who answers (RFC 9207).</summary>
internal sealed class AuthorizationAnswer(PublicAddress address)
{
    public string Code(AuthorizationRequest request, string code) => Write(request.RedirectUri, request.State, [new("code", code)]);

    public string Refusal(string redirectUri, string? state, SignOnRefusal refusal) =>
        Write(redirectUri, state, [new("error", SignOnMessages.Code(refusal)), new("error_description", SignOnMessages.Describe(refusal))]);

    private string Write(string redirectUri, string? state, IEnumerable<KeyValuePair<string, string?>> answer)
    {
        var query = QueryString.Create([.. answer, .. state is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("state", state)], new("iss", address.Root)]).ToString();
        return redirectUri + (redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query[1..];
    }
}
