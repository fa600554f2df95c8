using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>How a node stands with its hub.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MemberState>))]
public enum MemberState
{
    /// <summary>It asked, and no curator has decided.</summary>
    Applied,

    /// <summary>It is a member.</summary>
    Active,

    /// <summary>It is a member whose people sign in; the hub does not list it.</summary>
    Limited,

    /// <summary>Nobody signs in there by the hub, and the hub takes nothing from it.</summary>
    Suspended,

    /// <summary>It left, or was removed.</summary>
    Left,
}
