namespace Agon.Hub.Features.Catalogue.Visits;

/// <summary>Why the hub did not get from a node what it came for.</summary>
internal enum VisitProblem
{
    /// <summary>There is no such host, or nothing answers.</summary>
    Unreachable,

    /// <summary>The host lies in a private, local or reserved network; nothing was asked.</summary>
    PrivateAddress,

    /// <summary>The answer took too long.</summary>
    TooSlow,

    /// <summary>It sends elsewhere; nobody followed.</summary>
    Redirected,

    /// <summary>It answered with a status that does not say success.</summary>
    WrongStatus,

    /// <summary>The picture has more bytes than the hub keeps.</summary>
    TooLarge,

    /// <summary>The bytes are other ones than the node told of.</summary>
    OtherBytes,

    /// <summary>The bytes are no picture that every browser shows and none runs.</summary>
    NoPicture,

    /// <summary>The picture is wider or higher than the hub shows.</summary>
    TooManyPixels,

    /// <summary>The hub keeps as much of this node's pictures as it keeps of any; nothing was asked.</summary>
    TooMany,
}
