using System.Text.Json;

namespace Agon.Federation.Contracts.Signing;

/// <summary>What reading a signed token came to.</summary>
public abstract record TokenReading
{
    private TokenReading()
    {
    }

    /// <summary>The token is what was expected.</summary>
    /// <param name="Claims">Its payload, a JSON object.</param>
    /// <param name="KeyId">The id of the key that signed it.</param>
    public sealed record Accepted(JsonElement Claims, string KeyId) : TokenReading;

    /// <summary>The token counts for nothing.</summary>
    /// <param name="Reason">The first thing that is wrong with it.</param>
    public sealed record Refused(TokenRefusal Reason) : TokenReading;
}

/// <summary>Why a token is refused, in the order of the checks.</summary>
public enum TokenRefusal
{
    /// <summary>Longer than <see cref="SignedTokens.MaxLength"/>.</summary>
    TooLong,

    /// <summary>Not three parts of base64url with two JSON objects, or a member stands twice.</summary>
    Malformed,

    /// <summary>The header's <c>typ</c> names another kind of token.</summary>
    TypeWrong,

    /// <summary>The header's <c>alg</c> is not on the list; <c>none</c> is not.</summary>
    AlgorithmNotAllowed,

    /// <summary>The header demands an extension (<c>crit</c>, RFC 7515 §4.1.11) that we don't know.</summary>
    CriticalHeader,

    /// <summary>No known key has the id and algorithm that the header names.</summary>
    KeyUnknown,

    /// <summary>The signature is not the key's.</summary>
    SignatureWrong,

    /// <summary>A claim that must be there is missing or of another type.</summary>
    ClaimMissing,

    /// <summary>Somebody else issued it.</summary>
    IssuerWrong,

    /// <summary>It is meant for somebody else.</summary>
    AudienceWrong,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its time has not come, or it says it was issued later than now.</summary>
    NotYetValid,

    /// <summary>It was issued longer ago, or is valid for longer, than is accepted.</summary>
    TooOld,
}

/// <summary>What a token must say to be accepted.</summary>
public sealed record TokenExpectation
{
    /// <summary>The accepted kinds (<c>typ</c>), compared without case and without a leading <c>application/</c>; an empty string accepts a header without one.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>The issuer (<c>iss</c>), compared by characters; null if any may be.</summary>
    public string? Issuer { get; init; }

    /// <summary>The audience (<c>aud</c>), which must be among the token's; empty if none is asked for.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Whether that must be its only one: a token for several could be used by one of them at another.</summary>
    public bool IsAudienceAlone { get; init; }

    /// <summary>Whether the token must say when it ends (<c>exp</c>).</summary>
    public bool NeedsExpiry { get; init; } = true;

    /// <summary>How far the clocks of signer and reader may be apart.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest time since it was issued (<c>iat</c>, then required) and until it ends; null if any.</summary>
    public TimeSpan? MaxAge { get; init; }
}
