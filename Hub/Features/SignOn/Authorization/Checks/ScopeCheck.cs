using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>The scopes are the client's to ask for, and a person's to give.</summary>
internal sealed class ScopeCheck : IRequestCheck
{
    public SignOnRefusal? Refuse(Client client, SignOnParameters request)
    {
        var scopes = SignOnScopes.Read(request["scope"]);
        return !scopes.Contains(SignOnScopes.OpenId) ? SignOnRefusal.OpenIdScopeMissing
            : scopes.Except(client.AllowedScopes).Any() || scopes.Except(SignOnScopes.OfPeople).Any() ? SignOnRefusal.ScopeNotAllowed
            : null;
    }
}
