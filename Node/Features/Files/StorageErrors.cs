namespace Agon.Node.Features.Files;

/// <summary>Tells errors of the disk apart.</summary>
internal static class StorageErrors
{
    /// <summary>No room, or none for us: ENOSPC and EDQUOT, and the same as Windows says it.</summary>
    public static bool IsFull(IOException exception) => exception.HResult is 28 or 122 or unchecked((int)0x80070070);
}
