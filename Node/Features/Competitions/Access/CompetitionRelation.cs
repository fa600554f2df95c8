namespace Agon.Node.Features.Competitions.Access;

/// <summary>What a visitor is to one competition; each may do what those before it may.</summary>
internal enum CompetitionRelation
{
    /// <summary>Not signed in.</summary>
    Nobody,

    /// <summary>Signed in, but not taking part: never asked, still waiting, or denied.</summary>
    Stranger,

    /// <summary>Approved to take part.</summary>
    Participant,

    Organizer,
    Operator,
}
