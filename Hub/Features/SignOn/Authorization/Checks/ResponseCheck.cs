using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>The answer is a code, in the address, and nothing is hidden in request objects.</summary>
internal sealed class ResponseCheck : IRequestCheck
{
    public SignOnRefusal? Refuse(Client client, SignOnParameters request) => request switch
    {
        _ when request["response_type"] is null => SignOnRefusal.ResponseTypeMissing,
        _ when request["response_type"] != "code" => SignOnRefusal.ResponseTypeUnsupported,
        _ when request["response_mode"] is not (null or "query") => SignOnRefusal.ResponseModeUnsupported,
        _ when request["request"] is not null => SignOnRefusal.RequestObjectUnsupported,
        _ => null,
    };
}
