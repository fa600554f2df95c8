using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Agon.Node.Worker.Runs;

/// <summary>What the file system says about one name, links not followed.</summary>
internal readonly record struct FileFacts(FileKind Kind, UnixFileMode Mode, long Bytes);

internal enum FileKind
{
    File,
    Directory,

    /// <summary>A link, pipe, socket or device: things a program has no business leaving for another one.</summary>
    Special,
}

/// <summary>The calls of the C library the framework has no word for.</summary>
internal static class Posix
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const int ReadOnly = 0;
    private const int NoWaiting = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int NoSuchFile = 2;
    private const uint BasicStats = 0x7ff;

    // Offsets in struct statx, which is laid out alike on every architecture.
    private const int StatxLength = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;

    // Offsets in struct statvfs of a 64-bit system.
    private const int StatvfsLength = 256;
    private const int BlockSizeOffset = 8;
    private const int AvailableBlocksOffset = 32;
    private const int FilesOffset = 40;
    private const int AvailableFilesOffset = 56;

    /// <summary>The user and group this process runs as.</summary>
    public static (uint User, uint Group) Identity => (geteuid(), getegid());

    /// <summary>The facts of a file, or null when the name can't be looked up (gone, too long, or not valid UTF-8 on disk).</summary>
    public static FileFacts? Look(string path) => Look(path, out _);

    /// <summary>The same, and whether nothing is called so.</summary>
    public static FileFacts? Look(string path, out bool isGone) => Look(CurrentDirectory, path, DoNotFollow, out isGone);

    /// <summary>
    /// Opens a file for reading and gives its path without any link on the way. It does not wait for the other end of a pipe.
    /// </summary>
    public static (SafeFileHandle Handle, FileFacts Facts, string Path) Open(string path)
    {
        var handle = open(Encode(path), ReadOnly | NoWaiting | CloseOnExec);
        if (handle.IsInvalid)
        {
            throw new IOException($"'{path}' can't be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        var number = handle.DangerousGetHandle().ToInt32();
        return Look(number, "", EmptyPath, out _) is { } facts && new FileInfo($"/proc/self/fd/{number}").LinkTarget is { } real
            ? (handle, facts, real)
            : throw new IOException($"'{path}' can't be looked at.");
    }

    /// <summary>The bytes and names still free for this process on the file system of a directory; no number of names when it has no bound.</summary>
    public static (long Bytes, long? Files) Room(string directory)
    {
        var buffer = new byte[StatvfsLength];
        if (statvfs(Encode(directory), buffer) != 0)
        {
            throw new IOException($"The room left in '{directory}' can't be seen (error {Marshal.GetLastPInvokeError()}).");
        }

        var blocks = BitConverter.ToInt64(buffer, AvailableBlocksOffset) * BitConverter.ToInt64(buffer, BlockSizeOffset);
        return (blocks, BitConverter.ToInt64(buffer, FilesOffset) == 0 ? null : BitConverter.ToInt64(buffer, AvailableFilesOffset));
    }

    private static FileFacts? Look(int directory, string path, int flags, out bool isGone)
    {
        var buffer = new byte[StatxLength];
        isGone = false;
        if (statx(directory, Encode(path), flags, BasicStats, buffer) != 0)
        {
            isGone = Marshal.GetLastPInvokeError() == NoSuchFile;
            return null;
        }

        var mode = BitConverter.ToUInt16(buffer, ModeOffset);
        var kind = (mode & 0xf000) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Directory, _ => FileKind.Special };
        return new FileFacts(kind, (UnixFileMode)(mode & 0xfff), BitConverter.ToInt64(buffer, SizeOffset));
    }

    /// <summary>Gives a file or directory to another user; a link itself, never what it points to.</summary>
    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (lchown(Encode(path), user, group) != 0)
        {
            throw new IOException($"The owner of '{path}' can't be changed to {user}:{group} (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    // The bytes the framework itself hands to the system, with the zero that ends them.
    private static byte[] Encode(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint geteuid();

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint getegid();

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int statvfs(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int lchown(byte[] path, uint user, uint group);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] buffer);
}
