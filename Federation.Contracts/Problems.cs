namespace Agon.Federation.Contracts;

/// <summary>
/// The <c>type</c> of every problem document (RFC 9457) Agon answers with, beyond the plain HTTP ones. They are relative references,
/// explained for readers at <c>/docs/problems</c> of a node.
/// </summary>
public static class Problems
{
    /// <summary>409: the lease is somebody else's by now, or the run is over. Stop and report nothing.</summary>
    public const string LeaseLost = "/docs/problems#lease-lost";

    /// <summary>422: the bytes received do not have the digest that was announced. Send them again. An upload that was cut off is a plain 400.</summary>
    public const string DigestMismatch = "/docs/problems#digest-mismatch";

    /// <summary>422: the rules of the competition say no (not joined, phase closed, limit reached); <c>detail</c> says which.</summary>
    public const string NotAllowedNow = "/docs/problems#not-allowed-now";

    /// <summary>422: the file is not what was asked for; <c>detail</c> says what to mend, and <c>problems</c> lists it when it lies inside the file.</summary>
    public const string UnusableFile = "/docs/problems#unusable-file";

    /// <summary>422: more has to be said; the problem lists what.</summary>
    public const string Incomplete = "/docs/problems#incomplete";

    /// <summary>409: the thing is in a state in which this can't be done; <c>detail</c> says which.</summary>
    public const string WrongState = "/docs/problems#wrong-state";

    /// <summary>413: the file is larger than allowed; <c>detail</c> gives the limit in words, <c>maxBytes</c> in bytes.</summary>
    public const string TooLarge = "/docs/problems#too-large";

    /// <summary>401 or 403: the token is missing, expired, revoked, or lacks the scope named in <c>detail</c>.</summary>
    public const string TokenRefused = "/docs/problems#token-refused";

    /// <summary>401: the hub's invitation is unknown, used, expired or withdrawn; <c>detail</c> says which.</summary>
    public const string InvitationRefused = "/docs/problems#invitation-refused";

    /// <summary>422: the application holds values that can't be; <c>problems</c> names them.</summary>
    public const string ApplicationRefused = "/docs/problems#application-refused";

    /// <summary>409: the hub knows another node by this address.</summary>
    public const string AddressTaken = "/docs/problems#address-taken";

    /// <summary>409: the report comes from another address than the node applied with.</summary>
    public const string AddressDiffers = "/docs/problems#address-differs";

    /// <summary>403: the node is not an active member; <c>detail</c> says why, <c>state</c> how it stands.</summary>
    public const string NotAMember = "/docs/problems#not-a-member";

    /// <summary>422: the new keys are not signed by a key the hub knows, or are no keys.</summary>
    public const string KeysRefused = "/docs/problems#keys-refused";

    /// <summary>409: the batch does not begin where the hub stands; <c>cursor</c> says where that is. Go on from there.</summary>
    public const string FeedGap = "/docs/problems#feed-gap";

    /// <summary>400, 413 or 422: the batch as a whole can't be read or can't be; <c>detail</c> says why. Nothing of it was taken.</summary>
    public const string FeedRefused = "/docs/problems#feed-refused";
}
