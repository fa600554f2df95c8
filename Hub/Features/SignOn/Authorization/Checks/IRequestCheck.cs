using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>One thing that must be right in a request for authorization. What is wrong is told to the client.</summary>
internal interface IRequestCheck
{
    /// <summary>Why the request is refused; null if nothing is wrong.</summary>
    SignOnRefusal? Refuse(Client client, SignOnParameters request);
}
