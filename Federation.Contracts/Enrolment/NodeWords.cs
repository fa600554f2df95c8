namespace Agon.Federation.Contracts.Enrolment;

/// <summary>How a node says it is.</summary>
public static class NodeStatus
{
    /// <summary>Everything works.</summary>
    public const string Healthy = "healthy";

    /// <summary>It works, and its operators should look after something.</summary>
    public const string Degraded = "degraded";

    /// <summary>Something people need does not work.</summary>
    public const string Unhealthy = "unhealthy";
}

/// <summary>What a node says it can do.</summary>
public static class NodeCapabilities
{
    /// <summary>The most words in one report.</summary>
    public const int Max = 20;

    /// <summary>The longest word, in characters.</summary>
    public const int WordMaxLength = 40;

    /// <summary>Whoever comes by the hub for the first time gets an account.</summary>
    public const string NewPeople = "new-people";

    /// <summary>It hears at once of sessions that end (OpenID Connect Back-Channel Logout).</summary>
    public const string BackChannelLogout = "back-channel-logout";

    /// <summary>It ends the sessions that a reply names.</summary>
    public const string EndedSessions = "ended-sessions";
}
