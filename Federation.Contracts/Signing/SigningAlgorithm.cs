namespace Agon.Federation.Contracts.Signing;

/// <summary>The signature algorithms we make and accept, by their names in RFC 7518 §3.1. There is no other, and no <c>none</c>.</summary>
public enum SigningAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256; signatures are 64 bytes.</summary>
    ES256,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256; keys have at least 2048 bits.</summary>
    RS256,
}
