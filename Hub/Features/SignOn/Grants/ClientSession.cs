using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>
/// What a client is told of a session as <c>sid</c>. Each gets another, like the subject: by a common one two sites would know that
/// their visitors are the same person. The session's own id is random and never told, so nobody finds one from the other.
/// </summary>
internal static class ClientSession
{
    private const int Bytes = 16;

    public static string IdOf(string sessionId, string clientId) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{sessionId} {clientId}")).AsSpan(0, Bytes));
}
