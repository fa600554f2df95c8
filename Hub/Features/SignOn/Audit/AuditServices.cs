using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.SignOn.Audit;

internal static class AuditServices
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<MakeEvent>();
        services.AddScoped<CallSubject>();
        services.AddSingleton<IInterceptor, AuditInterceptor>();
        services.AddScoped<NoteFailures>();
        services.AddScoped<ISignInWatch>(p => p.GetRequiredService<NoteFailures>());
        services.AddScoped<ReadEvents>();
    }
}
