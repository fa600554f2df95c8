using System.Runtime.InteropServices;
using System.Text;

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

/// <summary>The four calls of the C library the framework has no word for.</summary>
internal static class Posix
{
    private const int CurrentDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const uint BasicStats = 0x7ff;

    // Offsets in struct statx, which is laid out alike on every architecture.
    private const int StatxLength = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;

    /// <summary>The user and group this process runs as.</summary>
    public static (uint User, uint Group) Identity => (geteuid(), getegid());

    /// <summary>The facts of a file, or null when the name can't be looked up (gone, too long, or not valid UTF-8 on disk).</summary>
    public static FileFacts? Look(string path)
    {
        var buffer = new byte[StatxLength];
        if (statx(CurrentDirectory, Encode(path), DoNotFollow, BasicStats, buffer) != 0)
        {
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
    private static extern int lchown(byte[] path, uint user, uint group);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] buffer);
}
