using Agon.Node.Features.Participation;

namespace Agon.Node.Features.Competitions.Access;

/// <summary>A competition together with what one visitor may do with it: the rules of access, for pages and API alike.</summary>
/// <param name="Competition">Tracked, with its phases in order, who made it, and its logo.</param>
/// <param name="AccountId">The visitor; null for somebody not signed in.</param>
/// <param name="Participant">The visitor's part in it, if they have one.</param>
/// <param name="IsOperator">Whether the visitor runs the node.</param>
/// <param name="HasDraftKey">Whether the visitor came by the link to the draft.</param>
internal sealed record CompetitionAccess(Competition Competition, Guid? AccountId, Participant? Participant, bool IsOperator, bool HasDraftKey = false)
{
    public CompetitionRelation Relation => (AccountId, IsOperator, Participant) switch
    {
        (null, _, _) => CompetitionRelation.Nobody,
        (_, true, _) => CompetitionRelation.Operator,
        (_, _, { Role: CompetitionRole.Organizer }) => CompetitionRelation.Organizer,
        (_, _, { State: ParticipantState.Approved }) => CompetitionRelation.Participant,
        _ => CompetitionRelation.Stranger,
    };

    /// <summary>Whether the visitor may know that it exists.</summary>
    public bool MaySee => Competition.IsPublished || MayManage || HasDraftKey || (Competition.IsOpen && TakesPart);

    public bool MayManage => Relation >= CompetitionRelation.Organizer;

    /// <summary>Whether the visitor has been let in; an operator is not, just for being one.</summary>
    public bool TakesPart => AccountId is not null && Participant is { State: ParticipantState.Approved } or { Role: CompetitionRole.Organizer };

    /// <summary>Whether the visitor may still ask to take part.</summary>
    public bool MayJoin(DateTimeOffset now) => (Competition.IsPublished || HasDraftKey) && Participant is null && Competition.IsJoinableAt(now);

    /// <summary>Whether the visitor may download a phase's public data and starting kit.</summary>
    public bool MayDownload(Phase phase, DateTimeOffset now) => MayManage || (TakesPart && phase.StateAt(now) != PhaseState.Upcoming);
}
