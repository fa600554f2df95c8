namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>The kinds of tokens the hub signs (<c>typ</c>), and the claims of its own in them.</summary>
internal static class TokenKinds
{
    /// <summary>An access token (RFC 9068).</summary>
    public const string Access = "at+jwt";

    /// <summary>An id_token, which has no better name.</summary>
    public const string Id = "JWT";

    /// <summary>The claim of an access token that names the grant it belongs to.</summary>
    public const string GrantClaim = "grant";

    /// <summary>The audience of a node's own calls, below the issuer.</summary>
    public const string FederationAudience = "/federation";
}
