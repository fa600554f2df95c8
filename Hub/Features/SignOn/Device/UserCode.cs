using System.Security.Cryptography;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>The short code a person reads on one device and types on another (RFC 8628 §6.1): no vowels, so no words, and no letter twice alike.</summary>
internal static class UserCode
{
    private const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Half = 4;

    public static string Create()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, 2 * Half);
        return $"{letters[..Half]}-{letters[Half..]}";
    }

    /// <summary>The code as it was made, from what somebody typed; null if it can be none.</summary>
    public static string? Read(string? typed)
    {
        var letters = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 2 * Half && letters.All(Alphabet.Contains) ? $"{letters[..Half]}-{letters[Half..]}" : null;
    }
}
