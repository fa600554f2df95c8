using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Agon.Node.Features.Files;

/// <summary>
/// Receives one file over HTTP straight into the store: hashed while it comes, never held in memory, refused by name.
/// The file's size is the only limit; the host's own limit on request bodies is lifted for the request.
/// </summary>
internal sealed class ReceiveUpload(IFileStore files, ReadUploadForm form)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Receives the request's body as the file: for the API.</summary>
    /// <param name="context">The request; its body must not have been read.</param>
    /// <param name="fileName">The sender's name for the file.</param>
    /// <param name="maxBytes">The largest file accepted.</param>
    /// <param name="announcedSha256">The digest the sender announced, if any; other bytes are refused.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<UploadOutcome> FromBodyAsync(
        HttpContext context, string? fileName, long maxBytes, string? announcedSha256, CancellationToken ct)
    {
        if (context.Request.ContentLength > maxBytes)
        {
            return new UploadOutcome.Refused(new UploadFailure.TooLarge(maxBytes));
        }

        LiftBodyLimit(context);
        try
        {
            await using var writer = files.Begin(maxBytes);
            var failure = await CopyAsync(context.Request.Body, writer, ct) ?? Mismatch(context, writer, announcedSha256);
            if (failure is not null)
            {
                return new UploadOutcome.Refused(failure);
            }

            var blob = await writer.CompleteAsync(ct);
            return new UploadOutcome.Received(new ReceivedFile(blob, UploadFileName.Clean(fileName, "upload.zip"), new Dictionary<string, string>()));
        }
        catch (IOException e) when (StorageErrors.IsFull(e))
        {
            return new UploadOutcome.Refused(new UploadFailure.StorageFull());
        }
    }

    /// <summary>
    /// Receives the one file of a multipart form: for pages, which need <see cref="StreamedFormAttribute"/>, so that nothing else reads
    /// the form, and <c>&lt;upload-token /&gt;</c> as the form's first element, because the token is checked before a byte is stored.
    /// </summary>
    public async Task<UploadOutcome> FromFormAsync(HttpContext context, long maxBytes, CancellationToken ct)
    {
        LiftBodyLimit(context);
        try
        {
            return await form.ReadAsync(context, maxBytes, ct);
        }
        catch (IOException e) when (StorageErrors.IsFull(e))
        {
            return new UploadOutcome.Refused(new UploadFailure.StorageFull());
        }
    }

    /// <summary>Copies what a sender sends into a blob until it ends, or says why it can't be kept.</summary>
    internal static async Task<UploadFailure?> CopyAsync(Stream source, BlobWriter writer, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (true)
            {
                int read;
                try
                {
                    read = await source.ReadAsync(buffer, ct);
                }
                catch (IOException)
                {
                    return new UploadFailure.CutOff();
                }

                if (read == 0)
                {
                    return null;
                }

                if (read > writer.Remaining)
                {
                    return new UploadFailure.TooLarge(writer.MaxBytes);
                }

                await writer.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static UploadFailure? Mismatch(HttpContext context, BlobWriter writer, string? announcedSha256)
    {
        if (context.Request.ContentLength is { } announcedLength && announcedLength != writer.Length)
        {
            return new UploadFailure.CutOff();
        }

        if (announcedSha256 is not null && !string.Equals(announcedSha256, writer.Digest(), StringComparison.OrdinalIgnoreCase))
        {
            return new UploadFailure.DigestMismatch(announcedSha256, writer.Digest());
        }

        return writer.Length == 0 ? new UploadFailure.Empty() : null;
    }

    private static void LiftBodyLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }
}
