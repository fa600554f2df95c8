using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>How comparing an inventory can end.</summary>
internal abstract record InventoryOutcome
{
    private InventoryOutcome()
    {
    }

    public sealed record Compared(InventoryAnswer Answer) : InventoryOutcome;

    public sealed record NotAMember(MemberState State, string? Reason) : InventoryOutcome;

    /// <summary>Its numbers, its buckets or its listings can't be.</summary>
    public sealed record Impossible : InventoryOutcome;

    /// <summary>It is not of the number the hub stands at.</summary>
    public sealed record Stale(long Cursor) : InventoryOutcome;
}
