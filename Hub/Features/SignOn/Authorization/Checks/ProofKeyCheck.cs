using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>Only who asks can redeem the code: PKCE (RFC 7636), of every client, and never plain.</summary>
internal sealed class ProofKeyCheck : IRequestCheck
{
    public SignOnRefusal? Refuse(Client client, SignOnParameters request) => request switch
    {
        _ when request["code_challenge"] is null => SignOnRefusal.CodeChallengeMissing,
        _ when request["code_challenge_method"] != "S256" => SignOnRefusal.CodeChallengeMethodUnsupported,
        _ when request["code_challenge"] is not { Length: AuthorizationRequest.ChallengeLength } challenge || !challenge.All(IsBase64Url) => SignOnRefusal.CodeChallengeMalformed,
        _ => null,
    };

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
