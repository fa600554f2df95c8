namespace Agon.Federation.Contracts.Enrolment;

/// <summary>A member's regular call: the body of <c>POST</c> <see cref="FederationPaths.Report"/>.</summary>
public sealed record NodeReport
{
    /// <summary>The most ends a call can say the node has dealt with.</summary>
    public const int MaxHandled = 500;

    /// <summary>The node's address; another than it applied with is refused, as from a copy of the node.</summary>
    public required string Address { get; init; }

    /// <summary>The name of the site.</summary>
    public required string Name { get; init; }

    /// <summary>The institution behind it.</summary>
    public string? Institution { get; init; }

    /// <summary>The version of Agon it runs.</summary>
    public required string Software { get; init; }

    /// <summary>How many competitions it shows to everybody.</summary>
    public int Competitions { get; init; }

    /// <summary>How it is, in one of the words of <see cref="NodeStatus"/>, or of later versions.</summary>
    public string? Status { get; init; }

    /// <summary>What it can do, in words of <see cref="NodeCapabilities"/> and of later versions; a hub passes over those it does not know.</summary>
    public IReadOnlyList<string> Capabilities { get; init => field = value ?? []; } = [];

    /// <summary>The ids of what earlier replies said ended, sessions and accounts, as far as the node has dealt with it.</summary>
    public IReadOnlyList<Guid> Handled { get; init => field = value ?? []; } = [];

    /// <summary>A token of the kind <see cref="NodeTokens.KeyRoll"/>, while keys are rolled.</summary>
    public string? NewKeys { get; init; }
}

/// <summary>The body of <c>POST</c> <see cref="FederationPaths.Standing"/>; a node that has nothing to say may leave it out.</summary>
public sealed record StandingCall
{
    /// <summary>As in <see cref="NodeReport.Handled"/>: a node that may not report hears of ends all the same.</summary>
    public IReadOnlyList<Guid> Handled { get; init => field = value ?? []; } = [];
}

/// <summary>What the hub answers to a report, and to a node that asks how it stands.</summary>
public sealed record HubReply
{
    /// <summary>The most ended sessions in one reply; the rest come with the next.</summary>
    public const int MaxEndedSessions = 200;

    /// <summary>The most deleted accounts in one reply; the rest come with the next.</summary>
    public const int MaxDeletedAccounts = 200;

    /// <summary>How the node stands.</summary>
    public required MemberState State { get; init; }

    /// <summary>Why, in the curator's words.</summary>
    public string? Reason { get; init; }

    /// <summary>What the hub calls itself.</summary>
    public required string HubName { get; init; }

    /// <summary>What the node signs in its description from now on.</summary>
    public required string Challenge { get; init; }

    /// <summary>How often to call, in seconds.</summary>
    public required int CallEverySeconds { get; init; }

    /// <summary>The ids of the keys the hub knows the node by.</summary>
    public IReadOnlyList<string> KnownKeys { get; init => field = value ?? []; } = [];

    /// <summary>Sessions that ended at the hub and must end at the node; each comes again until it was handled.</summary>
    public IReadOnlyList<SessionEnd> EndedSessions { get; init => field = value ?? []; } = [];

    /// <summary>People the node knows whose account at the hub is deleted; each comes again until it was handled.</summary>
    public IReadOnlyList<AccountEnd> DeletedAccounts { get; init => field = value ?? []; } = [];

    /// <summary>What else the hub asks for, in words of later versions; a node passes over those it does not know.</summary>
    public IReadOnlyList<string> Requests { get; init => field = value ?? []; } = [];
}

/// <summary>A session that ended at the hub.</summary>
/// <param name="Id">By which the node says that it dealt with it.</param>
/// <param name="Sid">The session, as the id token named it; null ends all of the subject's.</param>
/// <param name="Sub">The person, as this node knows them.</param>
public sealed record SessionEnd(Guid Id, string? Sid, string? Sub);

/// <summary>An account that was deleted at the hub.</summary>
/// <param name="Id">By which the node says that it dealt with it.</param>
/// <param name="Sub">The person, as this node knows them.</param>
public sealed record AccountEnd(Guid Id, string Sub);
