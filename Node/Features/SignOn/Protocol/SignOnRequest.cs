using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Agon.Node.Features.SignOn.Issuers;
using Microsoft.AspNetCore.Authentication;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>One sign-in on its way: what the browser carries to the issuer and back, encrypted, in <c>state</c>.</summary>
internal sealed record SignOnRequest
{
    private const int RandomBytes = 32;
    private const int ReturnUrlMaxLength = 1000;

    /// <summary>How long a person may take at the issuer.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    public required string Slug { get; init; }
    public required string IssuerAddress { get; init; }
    public required string ClientId { get; init; }

    /// <summary>Comes back in the id_token, so that no other token is taken for it.</summary>
    public required string Nonce { get; init; }

    /// <summary>What the code is worth nothing without (RFC 7636).</summary>
    public required string Verifier { get; init; }

    public required string ReturnUrl { get; init; }
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Whether the person must show the issuer again who they are.</summary>
    public bool IsAgain { get; init; }

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Begins one. Only paths of this site are returned to: the caller has looked.</summary>
    public static SignOnRequest Begin(Issuer issuer, string returnUrl, bool isAgain, DateTimeOffset now) => new()
    {
        Slug = issuer.Slug,
        IssuerAddress = issuer.Address,
        ClientId = issuer.ClientId,
        Nonce = Random(),
        Verifier = Random(),
        ReturnUrl = returnUrl.Length <= ReturnUrlMaxLength ? returnUrl : NodeLinks.Home,
        BegunAt = now,
        IsAgain = isAgain,
    };

    public void Write(AuthenticationProperties properties)
    {
        (properties.Items["slug"], properties.Items["issuer"], properties.Items["client"]) = (Slug, IssuerAddress, ClientId);
        (properties.Items["nonce"], properties.Items["verifier"], properties.Items["return"]) = (Nonce, Verifier, ReturnUrl);
        properties.Items["begun"] = BegunAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        properties.Items["again"] = IsAgain ? "1" : "";
    }

    /// <summary>Reads what <see cref="Write"/> wrote and this node encrypted.</summary>
    public static SignOnRequest Read(AuthenticationProperties properties) => new()
    {
        Slug = properties.Items["slug"]!,
        IssuerAddress = properties.Items["issuer"]!,
        ClientId = properties.Items["client"]!,
        Nonce = properties.Items["nonce"]!,
        Verifier = properties.Items["verifier"]!,
        ReturnUrl = properties.Items["return"]!,
        BegunAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(properties.Items["begun"]!, CultureInfo.InvariantCulture)),
        IsAgain = properties.Items["again"] == "1",
    };

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
