using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agon.Testing;

/// <summary>An authenticator in software: makes a key and answers as a browser would (WebAuthn, ES256, no attestation).</summary>
public sealed class SoftPasskey : IDisposable
{
    private const byte Present = 1, Verified = 4, Attested = 64;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _user = "";
    private uint _count;

    public string Origin { get; set; } = "http://localhost";

    public string Domain { get; set; } = "localhost";

    /// <summary>Whether it was unlocked before it answered.</summary>
    public bool IsUnlocked { get; set; } = true;

    public void Dispose() => _key.Dispose();

    /// <summary>The answer to a question for a new passkey.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        _user = (string)asked["user"]!["id"]!;
        var clientData = ClientData("webauthn.create", asked);
        byte[] attestation = [.. Map(3), .. Text("fmt"), .. Text("none"), .. Text("attStmt"), .. Map(0), .. Text("authData"), .. Bytes(AuthenticatorData(withKey: true))];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encoded(clientData),
            ["attestationObject"] = Encoded(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>The answer to a question for a passkey that was made.</summary>
    public string Get(string options)
    {
        var clientData = ClientData("webauthn.get", JsonNode.Parse(options)!);
        _count++;
        var data = AuthenticatorData(withKey: false);
        var signature = _key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encoded(clientData),
            ["authenticatorData"] = Encoded(data),
            ["signature"] = Encoded(signature),
            ["userHandle"] = _user,
        });
    }

    private byte[] ClientData(string type, JsonNode asked) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = (string)asked["challenge"]!,
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    });

    private byte[] AuthenticatorData(bool withKey)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _count);
        var flags = (byte)(Present | (IsUnlocked ? Verified : 0) | (withKey ? Attested : 0));
        byte[] data = [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), flags, .. count];
        if (!withKey)
        {
            return data;
        }

        var point = _key.ExportParameters(false).Q;

        // COSE: key type 2 (EC2), algorithm -7 (ES256), curve 1 (P-256), and the point.
        byte[] key = [.. Map(5), 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
        return [.. data, .. new byte[16], 0, (byte)_id.Length, .. _id, .. key];
    }

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Encoded(_id),
        ["rawId"] = Encoded(_id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
        ["authenticatorAttachment"] = "platform",
    }.ToJsonString();

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);

    // CBOR, as much of it as this needs.
    private static byte[] Map(int count) => [(byte)(0xa0 | count)];

    private static byte[] Text(string text) => [(byte)(0x60 | text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256
        ? [0x58, (byte)bytes.Length, .. bytes]
        : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
}
