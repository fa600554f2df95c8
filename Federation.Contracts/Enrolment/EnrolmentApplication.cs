using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>A node asks a hub to become a member: the body of <c>POST</c> <see cref="FederationPaths.Enrolment"/>.</summary>
public sealed record EnrolmentApplication
{
    /// <summary>The version of this form: <see cref="NodeDescription.Latest"/>.</summary>
    public required int Version { get; init; }

    /// <summary>The node's address, as people type it.</summary>
    public required string Address { get; init; }

    /// <summary>The name of the site.</summary>
    public required string Name { get; init; }

    /// <summary>The institution behind it.</summary>
    public string? Institution { get; init; }

    /// <summary>The version of Agon it runs.</summary>
    public required string Software { get; init; }

    /// <summary>The public keys the hub will know it by.</summary>
    public required JsonWebKeySet Keys { get; init; }

    /// <summary>The e-mail address of those who run it, for the hub's curators.</summary>
    public string? Contact { get; init; }

    /// <summary>The rules people agree to by using it.</summary>
    public IReadOnlyList<PolicyLink> Policies { get; init => field = value ?? []; } = [];
}

/// <summary>The hub took the application: the answer, with status 201.</summary>
public sealed record EnrolmentAnswer
{
    /// <summary>The hub's address, which is also the issuer people sign in with.</summary>
    public required string Issuer { get; init; }

    /// <summary>What the hub calls itself.</summary>
    public required string HubName { get; init; }

    /// <summary>By which the node is a client of the hub; usable once it is active.</summary>
    public required string ClientId { get; init; }

    /// <summary>The node's name in the hub's addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>What the node signs in its description, so that the hub can see that it is at home at its address.</summary>
    public required string Challenge { get; init; }

    /// <summary>How the node stands.</summary>
    public required MemberState State { get; init; }

    /// <summary>How often to call, in seconds.</summary>
    public required int CallEverySeconds { get; init; }
}
