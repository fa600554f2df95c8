namespace Agon.Portal.Accounts.Roles;

/// <summary>The roles a host gives people beside what everybody may. A host registers its own.</summary>
public sealed class HostRoles
{
    /// <summary>The role whose people decide who has which; one of them always remains, or nobody could name another.</summary>
    public required string Deciding { get; init; }

    /// <summary>Every role, in the order of pages.</summary>
    public required IReadOnlyList<string> All { get; init; }

    /// <summary>What whoever gets a role has to know before they can make use of it, ending with a colon: the address for a new password follows.</summary>
    public string? Advice { get; init; }
}
