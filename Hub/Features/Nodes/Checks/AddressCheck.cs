namespace Agon.Hub.Features.Nodes.Checks;

/// <summary>What looking at a node's address came to.</summary>
internal enum AddressCheck
{
    /// <summary>Nobody looked yet.</summary>
    NotYet,

    /// <summary>Whoever answers there holds the node's key.</summary>
    Confirmed,

    /// <summary>There is no such host, or nothing answers.</summary>
    Unreachable,

    /// <summary>The host lies in a private, local or reserved network; nothing was asked.</summary>
    PrivateAddress,

    /// <summary>It sends elsewhere; nobody followed.</summary>
    Redirected,

    /// <summary>It answered with a status other than 200.</summary>
    WrongStatus,

    /// <summary>The answer is longer than a description can be.</summary>
    TooLarge,

    /// <summary>The answer took too long.</summary>
    TooSlow,

    /// <summary>The answer is no description of a node.</summary>
    NotADescription,

    /// <summary>The node there says that its address is another.</summary>
    OtherAddress,

    /// <summary>The node there belongs to another hub, or to none.</summary>
    OtherHub,

    /// <summary>The node there does not prove that it holds the key that applied: it is another one.</summary>
    ProofWrong,
}
