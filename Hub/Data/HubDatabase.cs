using Agon.Hub.Features.Catalogue.Search;
using Agon.Portal.Data;

namespace Agon.Hub.Data;

/// <summary>Makes the hub's database ready.</summary>
internal static class HubDatabase
{
    /// <summary>Brings it to the newest schema, making it first if there is none.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.MigrateAsync<HubDb>(ct);
        await PrepareSearch.ExecuteAsync(services, ct);
    }
}
