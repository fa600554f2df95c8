using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Files;

namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>How asking for a file of a competition ended.</summary>
internal abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <summary>Why somebody who knows of a file does not get it.</summary>
    public static DownloadOutcome Withheld(CompetitionAccess access) => access switch
    {
        { AccountId: null } => new NotSignedIn(),
        { TakesPart: false } => new NotTakingPart(),
        _ => new NotOpenYet(),
    };

    public sealed record Found(StoredFile File) : DownloadOutcome;

    public sealed record NoSuchFile : DownloadOutcome;

    public sealed record NotSignedIn : DownloadOutcome;

    public sealed record NotTakingPart : DownloadOutcome;

    public sealed record NotOpenYet : DownloadOutcome;
}
