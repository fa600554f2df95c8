namespace Agon.Node.Features.Files;

/// <summary>
/// Keeps bytes under the SHA-256 of their content: the same content is kept once, a blob never changes, and a blob that exists is whole.
/// Every store keeps the promises of <c>FileStoreCompliance</c>.
/// </summary>
internal interface IFileStore : IScratch
{
    /// <summary>Starts a new blob. Nothing is kept until the writer is completed.</summary>
    /// <param name="maxBytes">More than this is refused with <see cref="BlobTooLargeException"/> while it is written.</param>
    BlobWriter Begin(long maxBytes);

    /// <summary>Opens a blob for reading, seekable, or answers null if there is none.</summary>
    Task<Stream?> OpenAsync(string sha256, CancellationToken ct);

    /// <summary>The blobs that were last kept before a moment, in no order. Keeping the same content again makes a blob young again.</summary>
    IEnumerable<string> KeptBefore(DateTimeOffset moment);

    /// <summary>Forgets a blob, unless it was kept at or after the moment; one that is gone already is no error. True if it was there.</summary>
    Task<bool> DeleteAsync(string sha256, DateTimeOffset keptBefore, CancellationToken ct);
}

/// <summary>What a store keeps: the digest (64 lower-case hexadecimal digits) and the size.</summary>
internal sealed record StoredBlob(string Sha256, long Bytes);
