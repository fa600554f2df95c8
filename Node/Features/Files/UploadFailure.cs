namespace Agon.Node.Features.Files;

/// <summary>Why an upload was not kept. Each has its sentence in <see cref="UploadMessages"/>.</summary>
internal abstract record UploadFailure
{
    private UploadFailure()
    {
    }

    /// <summary>More bytes than allowed; found out while receiving, so nothing was stored.</summary>
    public sealed record TooLarge(long MaxBytes) : UploadFailure;

    /// <summary>The connection ended before the file did.</summary>
    public sealed record CutOff : UploadFailure;

    /// <summary>A file of no bytes.</summary>
    public sealed record Empty : UploadFailure;

    /// <summary>A form without a file, or with the file field left blank.</summary>
    public sealed record NoFile : UploadFailure;

    /// <summary>A body that is not a multipart form, or one whose text fields are many or long beyond reason.</summary>
    public sealed record NotAForm : UploadFailure;

    /// <summary>The form's antiforgery token is missing, old, or after the file.</summary>
    public sealed record PageTooOld : UploadFailure;

    /// <summary>The bytes received are not the ones announced.</summary>
    public sealed record DigestMismatch(string Announced, string Received) : UploadFailure;

    /// <summary>The node's disk is full.</summary>
    public sealed record StorageFull : UploadFailure;
}
