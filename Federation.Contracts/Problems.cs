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

    /// <summary>409: the thing is in a state in which this can't be done; <c>detail</c> says which.</summary>
    public const string WrongState = "/docs/problems#wrong-state";

    /// <summary>413: the file is larger than allowed; <c>detail</c> gives the limit in words, <c>maxBytes</c> in bytes.</summary>
    public const string TooLarge = "/docs/problems#too-large";

    /// <summary>401 or 403: the token is missing, expired, revoked, or lacks the scope named in <c>detail</c>.</summary>
    public const string TokenRefused = "/docs/problems#token-refused";
}
