using System.Diagnostics;
using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn;

/// <summary>What a refusal is called in OAuth, and what it says to whoever builds or runs the other side.</summary>
internal static class SignOnMessages
{
    public static string Code(SignOnRefusal refusal) => refusal switch
    {
        SignOnRefusal.RegistrationRedirectUriMissing or SignOnRefusal.RegistrationRedirectUriUnfit => "invalid_redirect_uri",
        SignOnRefusal.RegistrationNameUnfit or SignOnRefusal.RegistrationAddressUnfit or SignOnRefusal.RegistrationTooManyAddresses
            or SignOnRefusal.RegistrationKeysUnfit or SignOnRefusal.RegistrationScopeUnknown or SignOnRefusal.RegistrationGrantUnknown
            or SignOnRefusal.RegistrationGrantUnfit or SignOnRefusal.RegistrationClientIdTaken => "invalid_client_metadata",
        _ => throw new UnreachableException($"{refusal}"),
    };

    // ASCII without quotes and backslashes, as RFC 6749 §5.2 demands.
    public static string Describe(SignOnRefusal refusal) => refusal switch
    {
        SignOnRefusal.RegistrationNameUnfit => $"Give the client a name of at most {Client.NameMaxLength} characters, without control characters.",
        SignOnRefusal.RegistrationRedirectUriMissing => "A client that people sign in to needs a redirect_uri.",
        SignOnRefusal.RegistrationRedirectUriUnfit => "A redirect_uri is a whole https address without fragment, user or wildcard; http only for localhost, or if the hub itself has no TLS.",
        SignOnRefusal.RegistrationAddressUnfit => "A logout address is a whole https address without fragment, user or wildcard; http only for localhost, or if the hub itself has no TLS.",
        SignOnRefusal.RegistrationTooManyAddresses => $"Give at most {Client.MaxAddresses} addresses of a kind.",
        SignOnRefusal.RegistrationKeysUnfit => "A client that signs assertions needs a key set with at least one public ES256 or RS256 key.",
        SignOnRefusal.RegistrationScopeUnknown => $"The scopes there are: {SignOnScopes.Write(SignOnScopes.All)}.",
        SignOnRefusal.RegistrationGrantUnknown => $"The grant types there are: {SignOnScopes.Write(GrantTypes.All)}.",
        SignOnRefusal.RegistrationGrantUnfit => "client_credentials and the scope federation are for clients that prove who they are, and go together.",
        SignOnRefusal.RegistrationClientIdTaken => "There is a client with this id.",
        _ => throw new UnreachableException($"{refusal}"),
    };
}
