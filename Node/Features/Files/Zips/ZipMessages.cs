using System.Diagnostics;
using Agon.Portal.Text;

namespace Agon.Node.Features.Files.Zips;

/// <summary>What people are told about a refused archive.</summary>
internal static class ZipMessages
{
    private const string ZipAgain = "Make the zip again and upload it anew.";

    public static ZipProblem NotAZip() => new(ZipProblemCode.NotAZip, null,
        "This is not a zip archive, or its end is missing.",
        "Send a .zip file; if it is one, it was cut off: make it again and check that it opens on your machine.");

    public static ZipProblem Damaged(string? path) => new(ZipProblemCode.Damaged, path,
        path is null ? "The zip archive is damaged: its directory does not fit its content." : $"The zip archive is damaged at {path}.",
        ZipAgain);

    public static ZipProblem Split() => new(ZipProblemCode.Split, null,
        "This is one part of a zip archive that was split into several.", "Make one zip and upload it.");

    public static ZipProblem TooManyEntries(int max) => new(ZipProblemCode.TooManyEntries, null,
        $"The zip holds more than the {max} files and folders allowed.", "Pack large collections of files as a zip inside the zip.");

    public static ZipProblem TooLarge(long max) => new(ZipProblemCode.TooLarge, null,
        $"Unpacked, the zip is larger than the {Bytes.Words(max)} allowed.", "Leave out what is not needed, or ask the operator for more room.");

    public static ZipProblem RatioTooHigh(string? path, int max) => new(ZipProblemCode.RatioTooHigh, path,
        $"{path ?? "The zip"} unpacks to more than {max} times its packed size, as archives made to fill disks do.",
        "If the data really is that repetitive, put it into the bundle less strongly packed.");

    public static ZipProblem Overlap(string path) => new(ZipProblemCode.Overlap, path,
        $"{path} shares its bytes with another file of the zip, as archives made to fill disks do.", ZipAgain);

    public static ZipProblem Encrypted(string path) => new(ZipProblemCode.Encrypted, path,
        $"{path} is encrypted.", "Make the zip without a password.");

    public static ZipProblem UnknownMethod(string path, int method) => new(ZipProblemCode.UnknownMethod, path,
        method == 9
            ? $"{path} is packed with Deflate64, as Windows does with files over 2 GB."
            : $"{path} is packed with a method (number {method}) that is not supported.",
        "Pack with the usual method, Deflate: for instance with 7-Zip, or \"zip -r\" on Linux and macOS.");

    public static ZipProblem Link(string path) => new(ZipProblemCode.Link, path,
        $"{path} is a link to another file.", "Put the file itself there: \"zip -r\" without -y follows links.");

    public static ZipProblem SpecialFile(string path) => new(ZipProblemCode.SpecialFile, path,
        $"{path} is a device, pipe or socket.", "Only files and folders can be in the zip: leave it out.");

    public static ZipProblem Duplicate(string path) => new(ZipProblemCode.Duplicate, path,
        $"{path} is in the zip more than once.", "Make the zip anew instead of adding to an old one.");

    public static ZipProblem FileAndFolder(string path) => new(ZipProblemCode.FileAndFolder, path,
        $"{path} is both a file and a folder.", ZipAgain);

    public static ZipProblem CaseCollision(string path, string other) => new(ZipProblemCode.CaseCollision, path,
        $"{path} and {other} differ in upper and lower case only.", "On Windows and macOS only one of them survives: give them different names.");

    public static ZipProblem Name(ZipProblemCode code, string name, int maxPathLength) => code switch
    {
        ZipProblemCode.ControlCharacter => new(code, name,
            $"The name {name} has unprintable characters.", "Rename the file, with letters, digits, dots, dashes and underscores."),
        ZipProblemCode.Backslash => new(code, name,
            $"The name {name} has a backslash.", "Some old Windows programs write folders so: make the zip with another one, for instance 7-Zip."),
        ZipProblemCode.AbsolutePath => new(code, name,
            $"The name {name} begins with a slash.", "Zip a folder's content, with paths relative to it."),
        ZipProblemCode.DriveLetter => new(code, name,
            $"The name {name} begins with a drive letter.", "Zip a folder's content, with paths relative to it."),
        ZipProblemCode.Escape => new(code, name,
            $"The name {name} leads out of the zip with \"..\".", "Zip a folder's content, with paths relative to it."),
        ZipProblemCode.EmptyName => new(code, name,
            $"The name \"{name}\" has an empty part, or \".\" as one.", ZipAgain),
        ZipProblemCode.PathTooLong => new(code, name,
            $"The path {name} is too long: at most {maxPathLength} characters, and 255 bytes for each part.", "Shorten the names."),
        _ => throw new UnreachableException($"{code}"),
    };
}
