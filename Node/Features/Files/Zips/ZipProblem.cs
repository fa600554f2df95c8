namespace Agon.Node.Features.Files.Zips;

/// <summary>Something wrong with an archive.</summary>
/// <param name="Code">Which rule it breaks.</param>
/// <param name="Path">The entry, or null when it is the archive as a whole.</param>
/// <param name="Message">What is wrong, a sentence.</param>
/// <param name="Hint">What to do, a sentence.</param>
internal sealed record ZipProblem(ZipProblemCode Code, string? Path, string Message, string Hint)
{
    /// <summary>Whether the archive can be used all the same.</summary>
    public bool IsWarning => Code == ZipProblemCode.CaseCollision;
}

internal enum ZipProblemCode
{
    NotAZip,
    Damaged,
    Split,
    TooManyEntries,
    TooLarge,
    RatioTooHigh,
    Overlap,
    Encrypted,
    UnknownMethod,
    EmptyName,
    ControlCharacter,
    Backslash,
    AbsolutePath,
    DriveLetter,
    Escape,
    PathTooLong,
    Link,
    SpecialFile,
    Duplicate,
    FileAndFolder,
    CaseCollision,
}
