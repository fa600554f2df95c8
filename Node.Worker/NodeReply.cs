using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker;

/// <summary>What came of a call to the node.</summary>
internal abstract record NodeReply
{
    private NodeReply()
    {
    }

    /// <summary>The node took it.</summary>
    internal sealed record Accepted(LeaseRenewed? Renewed = null) : NodeReply;

    /// <summary>The node offers a run.</summary>
    internal sealed record Offered(Lease Lease) : NodeReply;

    /// <summary>The node has nothing to do for us.</summary>
    internal sealed record NothingToDo : NodeReply;

    /// <summary>The run is somebody else's by now, or over.</summary>
    internal sealed record LeaseLost : NodeReply;

    /// <summary>The node does not keep files this large.</summary>
    internal sealed record TooLarge(string Reason) : NodeReply;

    /// <summary>The node says no, and would again.</summary>
    internal sealed record Refused(string Reason) : NodeReply;

    /// <summary>No answer, or one that says to try again later.</summary>
    internal sealed record Unreachable(string Reason) : NodeReply;
}
