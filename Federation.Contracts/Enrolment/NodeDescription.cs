using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>What a node says about itself to everybody, at <see cref="FederationPaths.NodeDescription"/>.</summary>
public sealed record NodeDescription
{
    /// <summary>The version of this form that we write. Later ones add members; a reader takes what it knows.</summary>
    public const int Latest = 1;

    /// <summary>The longest name of a site or an institution, in characters.</summary>
    public const int NameMaxLength = 60;

    /// <summary>The longest version of software, in characters.</summary>
    public const int SoftwareMaxLength = 40;

    /// <summary>The longest contact, in characters.</summary>
    public const int ContactMaxLength = 254;

    /// <summary>The most links to policies.</summary>
    public const int MaxPolicies = 5;

    /// <summary>The version of the form: <see cref="Latest"/>.</summary>
    public required int Version { get; init; }

    /// <summary>The node's own address, as <see cref="NodeAddress"/> writes it.</summary>
    public required string Address { get; init; }

    /// <summary>The name of the site.</summary>
    public required string Name { get; init; }

    /// <summary>The institution behind it.</summary>
    public string? Institution { get; init; }

    /// <summary>The version of Agon it runs.</summary>
    public required string Software { get; init; }

    /// <summary>What others verify its signatures with.</summary>
    public required JsonWebKeySet Keys { get; init; }

    /// <summary>The address of the hub it is a member of, or has applied to.</summary>
    public string? Hub { get; init; }

    /// <summary>A token of the kind <see cref="NodeTokens.Proof"/> for that hub.</summary>
    public string? Proof { get; init; }

    /// <summary>The e-mail address of those who run it.</summary>
    public string? Contact { get; init; }

    // For what a sender left out, the generated reader sets null over an initial value.

    /// <summary>The rules people agree to by using it.</summary>
    public IReadOnlyList<PolicyLink> Policies { get; init => field = value ?? []; } = [];
}

/// <summary>A link to rules.</summary>
/// <param name="Name">What they are about, for instance "Privacy".</param>
/// <param name="Address">Where they stand, a whole http or https address.</param>
public sealed record PolicyLink(string Name, string Address)
{
    /// <summary>The longest address, in characters.</summary>
    public const int AddressMaxLength = 400;
}
