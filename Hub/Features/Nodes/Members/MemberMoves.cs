using Agon.Federation.Contracts.Enrolment;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>What can be done with a node in which state, and what it is then.</summary>
internal static class MemberMoves
{
    public static MemberState? To(MemberState from, MemberAct act) => (act, from) switch
    {
        (MemberAct.Approve, MemberState.Applied) => MemberState.Active,
        (MemberAct.Limit, MemberState.Active) => MemberState.Limited,
        (MemberAct.Suspend, MemberState.Active or MemberState.Limited) => MemberState.Suspended,
        (MemberAct.Resume, MemberState.Limited or MemberState.Suspended) => MemberState.Active,
        (MemberAct.Remove or MemberAct.Leave, not MemberState.Left) => MemberState.Left,
        (MemberAct.ApplyAgain, MemberState.Left) => MemberState.Applied,
        _ => null,
    };

    /// <summary>Whether the node and the public are owed a reason.</summary>
    public static bool NeedsReason(MemberAct act) => act is MemberAct.Limit or MemberAct.Suspend or MemberAct.Remove;
}

/// <summary>What moves a node from state to state.</summary>
internal enum MemberAct
{
    Approve,
    Limit,
    Suspend,
    Resume,
    Remove,

    /// <summary>By the node itself.</summary>
    Leave,

    /// <summary>By the node itself, with a new invitation.</summary>
    ApplyAgain,

    /// <summary>No move: a curator accepts what the node calls itself.</summary>
    Rename,

    /// <summary>No move: a curator has the node tell again what it told.</summary>
    Replay,

    /// <summary>No move: a curator confirms that what the node does not tell any more is no more.</summary>
    Shrink,

    /// <summary>No move: a curator keeps it.</summary>
    KeepMissing,
}
