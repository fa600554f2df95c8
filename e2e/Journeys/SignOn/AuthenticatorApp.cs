using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Agon.Journeys.SignOn;

/// <summary>The app on a person's phone, written from RFC 6238 alone: it knows the key that was typed into it, and the time.</summary>
internal sealed class AuthenticatorApp(string typedKey)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5, SecondsOfCode = 30;
    private readonly byte[] _key = Read(typedKey);

    /// <summary>The code shown now, or that many codes later.</summary>
    public string Code(int later = 0)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / SecondsOfCode) + later);
#pragma warning disable CA5350 // what the apps compute
        var hash = HMACSHA1.HashData(_key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    // RFC 4648, 6, as people type it: with spaces and in either case.
    private static byte[] Read(string typed)
    {
        var values = typed.Where(c => !char.IsWhiteSpace(c)).Select(c => Letters.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal)).ToList();
        values.ShouldNotContain(-1, typed);
        var bytes = new byte[values.Count * BitsOfLetter / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var isSet = (values[bit / BitsOfLetter] >> (BitsOfLetter - 1 - (bit % BitsOfLetter))) & 1;
            bytes[bit / 8] |= (byte)(isSet << (7 - (bit % 8)));
        }

        return bytes;
    }
}
