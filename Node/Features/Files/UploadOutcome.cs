namespace Agon.Node.Features.Files;

/// <summary>How receiving an upload ended.</summary>
internal abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    /// <summary>The file is in the store.</summary>
    public sealed record Received(ReceivedFile File) : UploadOutcome;

    /// <summary>Nothing was kept.</summary>
    public sealed record Refused(UploadFailure Failure) : UploadOutcome
    {
        /// <summary>The form's text fields that came before it ended: what was typed need not be typed again.</summary>
        public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    }
}

/// <summary>A file in the store, and what came with it.</summary>
/// <param name="Blob">Digest and size.</param>
/// <param name="FileName">The sender's name for it, cleaned: never empty, never a path, at most <see cref="UploadFileName.MaxLength"/> characters.</param>
/// <param name="Fields">The form's other text fields; empty for a raw body.</param>
internal sealed record ReceivedFile(StoredBlob Blob, string FileName, IReadOnlyDictionary<string, string> Fields);
