namespace Agon.Node.Features.SignOn;

/// <summary>Every reason for which signing on by an issuer is refused. Each has a sentence in <see cref="SignOnMessages"/> and a test.</summary>
internal enum SignOnFailure
{
    // An issuer's entry.
    AddressUnusable,
    AddressNotSecure,
    AddressTaken,
    SlugUnusable,
    SlugTaken,
    SecretMissing,
    HubsIssuer,

    // What an issuer says about itself.
    Unreachable,
    TooSlow,
    TooLarge,
    Redirected,
    Unreadable,
    IssuerDiffers,
    EndpointMissing,
    EndpointNotSecure,
    EndpointForbidden,
    CodeFlowMissing,
    ProofKeyMissing,
    AlgorithmsUnknown,
    ClientAuthenticationUnknown,
    KeysMissing,

    // The answer that the browser carries back.
    IssuerUnknown,
    StateUnreadable,
    StateOfAnotherIssuer,
    StateOfAnotherBrowser,
    StateExpired,
    AnswerOfAnotherIssuer,
    AnswerWithoutIssuer,
    Denied,
    IssuerRefused,
    CodeMissing,

    // The tokens.
    RequestNotPushed,
    CodeRefused,
    IdTokenMissing,
    TokenUnreadable,
    TokenOfAnotherKind,
    TokenAlgorithm,
    TokenExtension,
    TokenKeyUnknown,
    TokenTampered,
    TokenIncomplete,
    TokenOfAnotherIssuer,
    TokenForAnother,
    TokenForAnotherParty,
    TokenExpired,
    TokenFromTheFuture,
    TokenTooOld,
    TokenNonce,
    TokenHash,
    TokenAuthenticationTooOld,
    TokenAuthenticationInTheFuture,
    UserInfoOfAnother,

    // The account here.
    EndedMeanwhile,
    NothingPending,
    LinkedElsewhere,
    AccountsClosed,
    AddressHasAccount,
    AddressNotVerified,
    MailLinkSpent,
    MailLinkOfAnotherBrowser,
    SecondFactorAsked,
    LastWayIn,

    // A logout that the issuer announces.
    LogoutTokenMissing,
    LogoutTokenRefused,
    LogoutEventMissing,
    LogoutWithNonce,
    LogoutOfNobody,
    LogoutRepeated,

    // Coming back from signing out at the issuer.
    SignOutOfAnotherBrowser,
}
