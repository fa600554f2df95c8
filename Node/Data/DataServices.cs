using Agon.Portal.Data;

namespace Agon.Node.Data;

internal static class DataServices
{
    /// <summary>Registers the node's database and the turns of those who write to it.</summary>
    public static IServiceCollection AddNodeData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDatabase<NodeDb, SqliteNodeDb, PostgreSqlNodeDb>(configuration, "agon.db");
        return services;
    }
}
