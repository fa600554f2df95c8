namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>A request for authorization in which nothing is wrong. It passes through the browser encrypted while a person signs in and consents.</summary>
/// <param name="ClientId">Who asks.</param>
/// <param name="RedirectUri">Where the answer goes.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="CodeChallenge">The challenge (RFC 7636, S256).</param>
/// <param name="ReceivedAt">When it came.</param>
internal sealed record AuthorizationRequest(
    string ClientId, string RedirectUri, IReadOnlyList<string> Scopes, string CodeChallenge, DateTimeOffset ReceivedAt)
{
    public const int ChallengeLength = 43, StateMaxLength = 2000, NonceMaxLength = 500, HintMaxLength = 254;

    public string? State { get; init; }

    public string? Nonce { get; init; }

    /// <summary>What the client wants the person to be asked, words of OpenID Connect Core §3.1.2.1.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>How long ago the person may have shown who they are, in seconds.</summary>
    public int? MaxAge { get; init; }

    /// <summary>The e-mail address the person probably signs in with.</summary>
    public string? LoginHint { get; init; }

    public bool Asks(string prompt) => Prompts.Contains(prompt, StringComparer.Ordinal);
}

/// <summary>The values of <c>prompt</c>.</summary>
internal static class Prompts
{
    public const string None = "none";
    public const string Login = "login";
    public const string Consent = "consent";
    public const string SelectAccount = "select_account";

    public static readonly IReadOnlyList<string> All = [None, Login, Consent, SelectAccount];
}
