using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using R = Agon.Hub.Features.SignOn.SignOnRefusal;

namespace Agon.Hub.Features.SignOn;

/// <summary>What a refusal is called in OAuth, and what it says to whoever builds or runs the other side.</summary>
internal static class SignOnMessages
{
    /// <summary>The error code.</summary>
    public static string Code(R refusal) => Text(refusal).Code;

    /// <summary>The sentence; ASCII without quotes and backslashes, as RFC 6749 §5.2 demands.</summary>
    public static string Describe(R refusal) => Text(refusal).Sentence;

    private const string InvalidRequest = "invalid_request", InvalidClient = "invalid_client", InvalidGrant = "invalid_grant", InvalidScope = "invalid_scope",
        InvalidToken = "invalid_token", InvalidMetadata = "invalid_client_metadata", InvalidRedirectUri = "invalid_redirect_uri",
        UnauthorizedClient = "unauthorized_client", InvalidRequestUri = "invalid_request_uri";

    private static (string Code, string Sentence) Text(R refusal) => refusal switch
    {
        R.RegistrationNameUnfit => (InvalidMetadata, $"Give the client a name of at most {Client.NameMaxLength} characters: one line, nothing invisible, no web address."),
        R.RegistrationNameTaken => (InvalidMetadata, "Another site has this name, or one that reads the same; choose another."),
        R.RegistrationRedirectUriMissing => (InvalidRedirectUri, "A client that people sign in to needs a redirect_uri."),
        R.RegistrationRedirectUriUnfit => (InvalidRedirectUri, "A redirect_uri is a whole https address without fragment, user or wildcard; http only for localhost, or if the hub itself has no TLS."),
        R.RegistrationAddressUnfit => (InvalidMetadata, "A logout address is a whole https address without fragment, user or wildcard; http only for localhost, or if the hub itself has no TLS."),
        R.RegistrationTooManyAddresses => (InvalidMetadata, $"Give at most {Client.MaxAddresses} addresses of a kind."),
        R.RegistrationKeysUnfit => (InvalidMetadata, "A client that signs assertions needs a key set with at least one public ES256 or RS256 key."),
        R.RegistrationScopeUnknown => (InvalidMetadata, $"The scopes there are: {SignOnScopes.Write(SignOnScopes.All)}."),
        R.RegistrationGrantUnknown => (InvalidMetadata, $"The grant types there are: {SignOnScopes.Write(GrantTypes.All)}."),
        R.RegistrationGrantUnfit => (InvalidMetadata, "client_credentials and the scope federation are for clients that prove who they are, and go together."),
        R.RegistrationClientIdTaken => (InvalidMetadata, "There is a client with this id."),

        R.RegistrationTokenMissing => (InvalidToken, "Send a registration token, which a curator makes, in the Authorization header, in the Bearer scheme."),
        R.RegistrationTokenUnknown => (InvalidToken, "The registration token is unknown, expired or used; ask a curator for another."),
        R.RegistrationKeyWrong => (InvalidToken, "The registration_access_token is not this client's."),
        R.RegistrationMalformed => (InvalidMetadata, "Send a JSON object of at most 64 KiB."),
        R.RegistrationMetadataUnsupported => (InvalidMetadata, "Something in the metadata is not supported: give jwks in place of jwks_uri, response type code, pairwise subjects, RS256 or ES256, and one of private_key_jwt, client_secret_basic and none, which stays as it is."),
        R.RegistrationFederationForbidden => (InvalidMetadata, "Only nodes that enrol get the scope federation and client_credentials."),
        R.RegistrationHostChanged => (InvalidRedirectUri, "The registration can not go on to a host it did not name before; register a new client."),
        R.RegistrationNameChanged => (InvalidMetadata, "client_name can not change, because people agreed under it; register a new client, or ask a curator."),
        R.RegistrationWidened => (InvalidMetadata, "The registration can not ask for more scopes or grant types than before; register a new client, or ask a curator."),

        R.FormMissing => (InvalidRequest, "Send the parameters as application/x-www-form-urlencoded."),
        R.ParameterTwice => (InvalidRequest, "A parameter is given more than once."),
        R.TooManyRequests => ("temporarily_unavailable", $"A client that proves nothing may ask for this {SignOnRules.PublicRequestsPerMinute} times in a minute from one network; wait a minute."),
        R.ParameterUnfit => (InvalidRequest, $"state, nonce and login_hint are printable and at most {AuthorizationRequest.StateMaxLength}, {AuthorizationRequest.NonceMaxLength} and {AuthorizationRequest.HintMaxLength} characters long."),

        R.ClientIdMissing => (InvalidRequest, "client_id is missing."),
        R.ClientUnknown => (InvalidClient, "The hub does not know this client."),
        R.ClientDisabled => (InvalidClient, "The hub does not serve this client at present; ask the hub's curators."),
        R.RedirectUriMissing => (InvalidRequest, "redirect_uri is missing."),
        R.RedirectUriNotRegistered => (InvalidRequest, "redirect_uri is not one of those registered for this client, character by character."),
        R.PushedRequestUnknown => (InvalidRequestUri, "request_uri is none that the hub gave this client; only those from the pushed authorization request endpoint are accepted."),
        R.PushedRequestExpired => (InvalidRequestUri, "request_uri has expired; push the request again."),
        R.PushedRequestUsed => (InvalidRequestUri, "request_uri was used already; push the request again."),
        R.InteractionUnreadable => (InvalidRequest, "This address is incomplete or was changed; start again at the site you want to sign in to."),
        R.InteractionExpired => (InvalidRequest, "This took too long; start again at the site you want to sign in to."),

        R.ResponseTypeMissing => (InvalidRequest, "response_type is missing."),
        R.ResponseTypeUnsupported => ("unsupported_response_type", "The only response_type is code."),
        R.ResponseModeUnsupported => (InvalidRequest, "The only response_mode is query."),
        R.RequestObjectUnsupported => ("request_not_supported", "Request objects are not supported; push the request instead."),
        R.PushedRequestNested => (InvalidRequest, "A pushed request can not refer to another by request_uri."),
        R.OpenIdScopeMissing => (InvalidScope, "scope must contain openid."),
        R.ScopeNotAllowed => (InvalidScope, "The client may not ask for one of these scopes."),
        R.CodeChallengeMissing => (InvalidRequest, "code_challenge is missing: PKCE is required of every client."),
        R.CodeChallengeMethodUnsupported => (InvalidRequest, "The only code_challenge_method is S256, and it must be given."),
        R.CodeChallengeMalformed => (InvalidRequest, "code_challenge is not the base64url form of a SHA-256 digest."),
        R.PromptUnknown => (InvalidRequest, "prompt is one of none, login, consent and select_account, or several of the last three."),
        R.PromptNoneWithOthers => (InvalidRequest, "prompt none can not be given with others."),
        R.MaxAgeMalformed => (InvalidRequest, "max_age is not a whole number of seconds."),
        R.SignInRequired => ("login_required", "The person has to sign in."),
        R.ConsentRequired => ("consent_required", "The person has to agree first."),
        R.ConsentDenied => ("access_denied", "The person said no."),

        R.ClientAuthenticationMissing => (InvalidClient, "The client does not say who it is."),
        R.ClientAuthenticationTwice => (InvalidRequest, "The client proves who it is in more than one way."),
        R.ClientAuthenticationUnsupported => (InvalidClient, "A secret belongs into the Authorization header, in the Basic scheme, and nowhere else."),
        R.ClientAuthenticationOther => (InvalidClient, "The client is registered for another way to prove who it is."),
        R.ClientIdMismatch => (InvalidClient, "client_id names another client than the one that proves who it is."),
        R.ClientSecretWrong => (InvalidClient, "The client's secret is not right."),
        R.AssertionTypeUnsupported => (InvalidClient, "client_assertion_type is not urn:ietf:params:oauth:client-assertion-type:jwt-bearer."),
        R.AssertionMalformed => (InvalidClient, "client_assertion is no signed token that can be read."),
        R.AssertionKindWrong => (InvalidClient, "client_assertion is a token of another kind (typ)."),
        R.AssertionAlgorithmNotAllowed => (InvalidClient, "client_assertion is signed with an algorithm that is not allowed; ES256 and RS256 are."),
        R.AssertionCriticalHeader => (InvalidClient, "client_assertion demands an extension (crit) that is not supported."),
        R.AssertionKeyUnknown => (InvalidClient, "client_assertion is signed with a key that is not registered for the client."),
        R.AssertionSignatureWrong => (InvalidClient, "The signature of client_assertion is not right."),
        R.AssertionIssuerWrong => (InvalidClient, "iss and sub of client_assertion must both be the client_id."),
        R.AssertionAudienceWrong => (InvalidClient, "aud of client_assertion must be the issuer, or for clients that are no nodes the token endpoint, and nothing else."),
        R.AssertionClaimMissing => (InvalidClient, "client_assertion lacks exp or jti, or one of its times is no number."),
        R.AssertionExpired => (InvalidClient, "client_assertion has expired; compare the clocks."),
        R.AssertionNotYetValid => (InvalidClient, "client_assertion is from the future; compare the clocks."),
        R.AssertionTooLong => (InvalidClient, $"client_assertion is good for longer than {SignOnRules.Assertion.TotalMinutes} minutes."),
        R.AssertionReplayed => (InvalidClient, "client_assertion was used already; make a new one for each request."),

        R.GrantTypeMissing => (InvalidRequest, "grant_type is missing."),
        R.GrantTypeUnsupported => ("unsupported_grant_type", "The hub does not know this grant_type."),
        R.GrantTypeNotAllowed => (UnauthorizedClient, "The client may not use this grant_type."),
        R.CodeMissing => (InvalidRequest, "code is missing."),
        R.CodeUnknown => (InvalidGrant, "The code is none of the hub's."),
        R.CodeOfAnotherClient => (InvalidGrant, "The code was given to another client."),
        R.CodeReplayed => (InvalidGrant, "The code was redeemed already; everything it gave is revoked."),
        R.CodeExpired => (InvalidGrant, "The code has expired."),
        R.RedirectUriMismatch => (InvalidGrant, "redirect_uri is not the one the code was sent to."),
        R.VerifierMissing => (InvalidRequest, "code_verifier is missing."),
        R.VerifierMalformed => (InvalidRequest, "code_verifier has 43 to 128 characters: letters, digits, and - . _ ~ only."),
        R.VerifierWrong => (InvalidGrant, "code_verifier does not answer the code_challenge."),
        R.RefreshTokenMissing => (InvalidRequest, "refresh_token is missing."),
        R.RefreshTokenUnknown => (InvalidGrant, "The refresh token is none of the hub's."),
        R.RefreshTokenOfAnotherClient => (InvalidGrant, "The refresh token was given to another client."),
        R.RefreshTokenReused => (InvalidGrant, "The refresh token was used already; everything of this grant is revoked."),
        R.RefreshTokenExpired => (InvalidGrant, "The refresh token has expired; the person has to sign in again."),
        R.ScopeExceeded => (InvalidScope, "scope asks for more than was granted."),
        R.GrantRevoked => (InvalidGrant, "The grant was revoked."),
        R.GrantEnded => (InvalidGrant, "The person signed out, or chose a new password, since."),

        R.AccessTokenMissing => (InvalidToken, "Send an access token in the Authorization header, in the Bearer scheme."),
        R.AccessTokenTwice => (InvalidRequest, "Send the access token in one way only."),
        R.AccessTokenInvalid => (InvalidToken, "The access token is none of the hub's."),
        R.AccessTokenExpired => (InvalidToken, "The access token has expired."),
        R.AccessTokenForOthers => (InvalidToken, "The access token is meant for somebody else."),
        R.AccessTokenRevoked => (InvalidToken, "The access token was revoked."),
        R.ScopeInsufficient => ("insufficient_scope", "The access token does not reach that far."),
        R.TokenMissing => (InvalidRequest, "token is missing."),
        R.ClientIsPublic => (UnauthorizedClient, "Only a client that proves who it is may do this."),
        R.TokenKindNotRevocable => ("unsupported_token_type", "A token of a client for itself can not be revoked; it expires within minutes."),

        R.DeviceCodeMissing => (InvalidRequest, "device_code is missing."),
        R.DeviceCodeUnknown => (InvalidGrant, "The device_code is none of the hub's."),
        R.DeviceCodeOfAnotherClient => (InvalidGrant, "The device_code was given to another client."),
        R.DeviceCodeUsed => (InvalidGrant, "The device_code was used already."),
        R.DeviceCodeExpired => ("expired_token", "The device_code has expired; start again."),
        R.DeviceDenied => ("access_denied", "The person said no."),
        R.DeviceAuthorizationPending => ("authorization_pending", "The person has not decided yet; ask again after the interval."),
        R.DevicePollingTooFast => ("slow_down", "Ask less often: wait five seconds longer from now on."),

        R.LogoutHintUnreadable => (InvalidRequest, "id_token_hint is no id_token of this hub."),
        R.LogoutHintOfAnotherClient => (InvalidRequest, "id_token_hint was made for another client than client_id names."),
        R.LogoutClientMissing => (InvalidRequest, "post_logout_redirect_uri needs an id_token_hint or a client_id: an address is always a client's."),
        R.PostLogoutRedirectUriNotRegistered => (InvalidRequest, "post_logout_redirect_uri is not one of those registered for this client, character by character."),
        _ => throw new System.Diagnostics.UnreachableException($"{refusal}"),
    };
}
