using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>The client may have people sign in at all.</summary>
internal sealed class GrantCheck : IRequestCheck
{
    public SignOnRefusal? Refuse(Client client, SignOnParameters request) =>
        client.AllowedGrants.Contains(GrantTypes.AuthorizationCode) ? null : SignOnRefusal.GrantTypeNotAllowed;
}
