namespace Agon.Node.Features.SignOn;

/// <summary>What people read when signing on by an issuer is refused.</summary>
internal static class SignOnMessages
{
    public const string EnterName = "Enter the name people know the provider by, for instance University of Alpha.";
    public const string EnterSlug = "Enter a short name for addresses, for instance campus.";
    public const string EnterAddress = "Enter the provider's address (its issuer), for instance https://login.example.org/realms/campus.";
    public const string EnterClientId = "Enter the client id that the provider gave this node.";
    public const string TooLong = "This is too long.";
    public const string EnterDisplayName = "Enter the name others will see.";
    public const string SignedOutThere = "You are signed out at your provider too.";
    public const string EnterEmail = "Enter your e-mail address.";

    private const string TryAgain = "Try again; if it happens again, tell the operator of this site. You can sign in with a password of this site meanwhile.";
    private const string BadAnswer = "The provider's answer could not be trusted, so nobody was signed in. " + TryAgain;
    private const string NotOurs = "This answer does not belong to a sign-in that began in this browser, or it was used already. Begin again from the sign-in page.";

    /// <summary>What happened and what to do.</summary>
    public static string Sentence(SignOnFailure failure) => OfEntry(failure) ?? OfProvider(failure) ?? OfAnswer(failure) ?? OfToken(failure) ?? OfAccount(failure) ?? OfLogout(failure);

    private static string? OfEntry(SignOnFailure failure) => failure switch
    {
        SignOnFailure.AddressUnusable => "Enter a whole address without a query, for instance https://login.example.org/realms/campus.",
        SignOnFailure.AddressNotSecure => "The address must begin with https. Plain http is for this machine only, or when the setting SignOn:AllowHttp says so.",
        SignOnFailure.AddressTaken => "This provider is in the list already. Edit that entry.",
        SignOnFailure.SlugUnusable => "Choose a short name of small letters, digits and dashes that is not one of the node's own words (hub, link, new, confirm, finish, failed, keys, signed-out).",
        SignOnFailure.SlugTaken => "Another provider has this short name. Choose another.",
        SignOnFailure.SecretMissing => "Enter the secret that the provider gave this node, or let the node sign with its key.",
        SignOnFailure.HubsIssuer => "This entry comes with the node's membership of its hub. Leave the hub to remove it.",
        _ => null,
    };

    private static string? OfProvider(SignOnFailure failure) => failure switch
    {
        SignOnFailure.Unreachable => "The provider can't be reached at the moment. Try again later, or sign in with a password of this site.",
        SignOnFailure.TooSlow => "The provider takes too long to answer. Try again later, or sign in with a password of this site.",
        SignOnFailure.TooLarge => "The provider's answer is larger than any such answer should be. Check its address.",
        SignOnFailure.Redirected => "The provider's answer leads somewhere else, which is not followed. Enter the address it names itself by.",
        SignOnFailure.Unreadable => "What is found there does not describe an OpenID Provider. Check the address: what is read is the address followed by /.well-known/openid-configuration.",
        SignOnFailure.IssuerDiffers => "The provider names itself otherwise than it is addressed, or names itself twice. Enter the address exactly as it stands in its description under \"issuer\".",
        SignOnFailure.EndpointMissing => "The provider's description lacks an address that is needed to sign in. Check that it is an OpenID Provider.",
        SignOnFailure.EndpointNotSecure => "The provider's description names an address that is not https. It must be mended there.",
        SignOnFailure.EndpointForbidden => "The provider's description names an address in a private or local network, in which the provider itself is not. It must be mended there.",
        SignOnFailure.CodeFlowMissing => "The provider does not offer the authorization code flow, and no other is safe enough.",
        SignOnFailure.ProofKeyMissing => "The provider does not know PKCE with S256, without which a stolen answer could be used.",
        SignOnFailure.AlgorithmsUnknown => "The provider signs with neither ES256 nor RS256. Choose one of them there.",
        SignOnFailure.ClientAuthenticationUnknown => "The provider does not take this way for the node to show who it is. Choose the other one.",
        SignOnFailure.KeysMissing => "The provider publishes no key this node could check signatures with (ES256 or RS256).",
        _ => null,
    };

    private static string? OfAnswer(SignOnFailure failure) => failure switch
    {
        SignOnFailure.IssuerUnknown => "There is no such way to sign in here (any more). Choose one on the sign-in page.",
        SignOnFailure.StateUnreadable or SignOnFailure.StateOfAnotherIssuer or SignOnFailure.StateOfAnotherBrowser => NotOurs,
        SignOnFailure.StateExpired => "Signing in took too long, so it was given up. Begin again.",
        SignOnFailure.AnswerOfAnotherIssuer or SignOnFailure.AnswerWithoutIssuer => "The answer came from another provider than the one that was asked. Nobody was signed in. Begin again from the sign-in page.",
        SignOnFailure.Denied => "You did not let the provider tell this site who you are, so you are not signed in.",
        SignOnFailure.IssuerRefused => "The provider refused to sign you in here. " + TryAgain,
        SignOnFailure.CodeMissing => BadAnswer,
        _ => null,
    };

    private static string? OfToken(SignOnFailure failure) => failure switch
    {
        SignOnFailure.RequestNotPushed or SignOnFailure.CodeRefused => "The provider did not accept this site's request. " + TryAgain,
        SignOnFailure.IdTokenMissing or SignOnFailure.TokenUnreadable or SignOnFailure.TokenOfAnotherKind or SignOnFailure.TokenAlgorithm or SignOnFailure.TokenExtension
            or SignOnFailure.TokenKeyUnknown or SignOnFailure.TokenTampered or SignOnFailure.TokenIncomplete or SignOnFailure.TokenOfAnotherIssuer
            or SignOnFailure.TokenForAnother or SignOnFailure.TokenForAnotherParty or SignOnFailure.TokenNonce or SignOnFailure.TokenHash
            or SignOnFailure.UserInfoOfAnother => BadAnswer,
        SignOnFailure.TokenExpired or SignOnFailure.TokenFromTheFuture or SignOnFailure.TokenTooOld or SignOnFailure.TokenAuthenticationInTheFuture =>
            "The provider's answer is not of this moment: its clock or this site's is wrong. " + TryAgain,
        SignOnFailure.TokenAuthenticationTooOld => "The provider did not ask you again who you are. Begin again.",
        _ => null,
    };

    private static string? OfAccount(SignOnFailure failure) => failure switch
    {
        SignOnFailure.EndedMeanwhile => "You were signed out at the provider meanwhile. Sign in again.",
        SignOnFailure.NothingPending => "There is nothing to finish in this browser (any more). Begin again from the sign-in page.",
        SignOnFailure.LinkedElsewhere => "You are known here by another account than the one you are signed in with. Sign out first, then sign in again this way.",
        SignOnFailure.AccountsClosed => "This site makes no new accounts for people who come this way. Sign in with an account you have, or ask the operator for one.",
        SignOnFailure.AddressHasAccount => "There is an account with this e-mail address. Sign in with its password, and it will be linked.",
        SignOnFailure.AddressNotVerified => "The provider did not check your e-mail address, so no account can be linked by it. Sign in with the account's password to link it.",
        SignOnFailure.MailLinkSpent => "This link has expired. Begin again from the sign-in page.",
        SignOnFailure.MailLinkOfAnotherBrowser => "Open the link in the browser in which you began to sign in: so nobody else can use your click. If you did not begin it, close this page.",
        SignOnFailure.SecondFactorAsked => "The account asks for more than a password, so a mail is not enough to link it. Sign in to it to link it.",
        SignOnFailure.LastWayIn => "This is the only way into your account. Choose a password first (\"Forgot your password?\" on the sign-in page) or add a passkey, then remove it.",
        _ => null,
    };

    // Read by the people who run the other side.
    private static string OfLogout(SignOnFailure failure) => failure switch
    {
        SignOnFailure.LogoutTokenMissing => "Send the form field logout_token.",
        SignOnFailure.LogoutTokenRefused => "The logout token is not a token of this issuer for this client and this moment.",
        SignOnFailure.LogoutEventMissing => "The logout token has no member http://schemas.openid.net/event/backchannel-logout in its claim events, or no jti.",
        SignOnFailure.LogoutWithNonce => "A logout token has no nonce.",
        SignOnFailure.LogoutOfNobody => "The logout token names neither sid nor sub.",
        SignOnFailure.SignOutOfAnotherBrowser => "This does not belong to a sign-out that began in this browser, or it came a second time. Nothing was changed here.",
        SignOnFailure.LogoutRepeated => "This logout token was received before.",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "A refusal without words."),
    };
}
