namespace Agon.Node.Features.Accounts;

/// <summary>What is said about being an operator.</summary>
internal static class OperatorMessages
{
    /// <summary>To whom it concerns, by mail; the address for a new password follows.</summary>
    public const string Advice =
        "Before you act as an operator, this site asks for its own password or a passkey, however you signed in. If you have neither, because you came by another site, choose a password here:";

    /// <summary>To those who appoint.</summary>
    public const string WhoComesByAnotherSite =
        "Whoever comes by a provider, the hub too, acts as an operator only after entering a password of this node, or a passkey. A mail tells them how to choose one.";
}
