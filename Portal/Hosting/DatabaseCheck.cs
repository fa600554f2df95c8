using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agon.Portal.Hosting;

/// <summary>Asks the database a question that costs nothing.</summary>
internal sealed class DatabaseCheck<TDb>(TDb db) : IHealthCheck
    where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy("The database answers.")
            : HealthCheckResult.Unhealthy("The database does not answer. Check that it runs and that Database:ConnectionString is right.");
}
