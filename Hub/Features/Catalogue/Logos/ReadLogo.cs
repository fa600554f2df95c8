using System.Net;
using System.Security.Cryptography;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Portal.Images;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Reads a picture at a node, if it is the one its card tells of and one to show. No more than the limit is read, whatever is sent.</summary>
internal sealed class ReadLogo(VisitNode visit)
{
    public Task<(StoredLogo? Found, Missed? Missed)> ExecuteAsync(string address, string sha256, CancellationToken ct) =>
        visit.ExecuteAsync((client, limited) => ReadAsync(client, new Uri(address), sha256, limited), ct);

    private static async Task<(StoredLogo?, Missed?)> ReadAsync(HttpClient client, Uri address, string sha256, CancellationToken ct)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = (int)response.StatusCode;
            return (null, new Missed(status is >= 300 and < 400 ? VisitProblem.Redirected : VisitProblem.WrongStatus, status));
        }

        return await BodyAsync(response, ct) is { } bytes ? Judge(bytes, sha256) : (null, new Missed(VisitProblem.TooLarge));
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > StoredLogo.MaxBytes)
        {
            return null;
        }

        // One byte more than allowed tells enough of what never ends.
        var bytes = new byte[(announced ?? StoredLogo.MaxBytes) + 1];
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return read > StoredLogo.MaxBytes ? null : bytes[..read];
    }

    private static (StoredLogo?, Missed?) Judge(byte[] bytes, string sha256) => ImageKind.Of(bytes) switch
    {
        _ when Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256 => (null, new Missed(VisitProblem.OtherBytes)),
        null => (null, new Missed(VisitProblem.NoPicture)),
        { Width: > StoredLogo.MaxSide } or { Height: > StoredLogo.MaxSide } => (null, new Missed(VisitProblem.TooManyPixels)),
        var image => (new StoredLogo { Sha256 = sha256, ContentType = image.ContentType, Bytes = bytes }, null),
    };
}
