namespace Agon.Hub.Features.SignOn;

/// <summary>Every way in which signing on can be refused. Each has an error code and a sentence in <see cref="SignOnMessages"/>, and a test.</summary>
internal enum SignOnRefusal
{
    // Making a client.
    RegistrationNameUnfit,
    RegistrationRedirectUriMissing,
    RegistrationRedirectUriUnfit,
    RegistrationAddressUnfit,
    RegistrationTooManyAddresses,
    RegistrationKeysUnfit,
    RegistrationScopeUnknown,
    RegistrationGrantUnknown,
    RegistrationGrantUnfit,
    RegistrationClientIdTaken,
}
