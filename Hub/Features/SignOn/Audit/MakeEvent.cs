using Agon.Portal.Accounts;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Writes down what happened, where it came from and who did it; the caller saves it with what it tells of.</summary>
internal sealed class MakeEvent(IHttpContextAccessor http, TimeProvider clock)
{
    public SignOnEvent Of(SignOnEventKind kind, Guid? account = null, string? client = null, string? session = null, string? detail = null)
    {
        var context = http.HttpContext;
        var by = context?.User.AccountId;
        return new SignOnEvent
        {
            At = clock.GetUtcNow(),
            Kind = kind,
            AccountId = account,
            ById = by == account ? null : by,
            ClientId = client,
            SessionId = session,
            Network = context is null ? null : CallerNetwork.Of(context.Connection.RemoteIpAddress),
            Detail = detail?.Length > SignOnEvent.DetailMaxLength ? detail[..SignOnEvent.DetailMaxLength] : detail,
        };
    }
}
