namespace Agon.Node.Features.Files;

/// <summary>Tells that more bytes came than were allowed; nothing of them is kept.</summary>
internal sealed class BlobTooLargeException(long maxBytes) : IOException($"More than the allowed {maxBytes} bytes.")
{
    public long MaxBytes { get; } = maxBytes;
}
