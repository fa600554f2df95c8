using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>How taking a batch can end.</summary>
internal abstract record BatchOutcome
{
    private BatchOutcome()
    {
    }

    /// <summary>The hub has everything up to the answer's cursor, but for the records it refused.</summary>
    public sealed record Taken(FeedAnswer Answer) : BatchOutcome;

    public sealed record NotAMember(MemberState State, string? Reason) : BatchOutcome;

    /// <summary>Its numbers, or how many records it has, can't be.</summary>
    public sealed record Impossible : BatchOutcome;

    /// <summary>It does not begin where the hub stands.</summary>
    public sealed record Gap(long Cursor) : BatchOutcome;

    /// <summary>Too many batches are being taken; later it may be.</summary>
    public sealed record Busy : BatchOutcome;
}

/// <summary>Why a batch is refused before anybody looks at what it says.</summary>
internal enum BatchRefusal
{
    /// <summary>The body is no batch.</summary>
    Unreadable,

    /// <summary>The body is larger than <see cref="FeedBatch.MaxBytes"/>.</summary>
    TooLarge,
}
