using Agon.Portal.Hosting;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>Looks now and then whether accounts are to be deleted.</summary>
internal sealed class DeletionRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeletionRounds> logger)
    : Rounds(TimeSpan.FromMinutes(10), scopes, clock, logger)
{
    protected override Task DoAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<DeleteDueAccounts>().ExecuteAsync(ct);
}
