namespace Agon.Federation.Contracts.Enrolment;

/// <summary>Where nodes and hubs find each other's endpoints, as paths after the root of the site.</summary>
public static class FederationPaths
{
    /// <summary>What a node says about itself: <c>GET</c>, for everybody.</summary>
    public const string NodeDescription = "/.well-known/agon-node";

    /// <summary>Where a node applies to a hub: <c>POST</c> with an invitation's token as bearer.</summary>
    public const string Enrolment = "/federation/enrolment";

    /// <summary>A member's regular call: <c>POST</c> with an access token whose scope is <see cref="Scope"/>.</summary>
    public const string Report = "/federation/report";

    /// <summary>Where a node asks how it stands that gets no access token: <c>POST</c> with a token it signed itself (<see cref="NodeTokens.Call"/>).</summary>
    public const string Standing = "/federation/standing";

    /// <summary>Where a node says that it leaves, with a token it signed itself (<see cref="NodeTokens.Call"/>).</summary>
    public const string Leave = "/federation/leave";

    /// <summary>Where a member tells its public facts: <c>POST</c> with an access token whose scope is <see cref="Scope"/>.</summary>
    public const string Feed = "/federation/feed";

    /// <summary>Where a member sends digests of everything it tells, for the hub to compare: <c>POST</c>, likewise.</summary>
    public const string Inventory = "/federation/inventory";

    /// <summary>
    /// Where a node takes a browser to sign its person in by the hub: <c>GET</c>; <c>returnUrl</c> is the path at the node to go on to.
    /// </summary>
    public const string SignOnByHub = "/sign-on/hub";

    /// <summary>The scope of a node's own access tokens.</summary>
    public const string Scope = "federation";

    /// <summary>The audience of what a node shows to <see cref="Report"/>, <see cref="Feed"/>, <see cref="Inventory"/>, <see cref="Standing"/> and <see cref="Leave"/>.</summary>
    /// <param name="issuer">The hub's address.</param>
    public static string Audience(string issuer) => $"{issuer}/federation";
}
