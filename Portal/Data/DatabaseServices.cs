using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Data;

/// <summary>Registers a host's database in the kind its operator chose.</summary>
public static class DatabaseServices
{
    /// <summary>
    /// Registers <typeparamref name="TDb"/>, made as <typeparamref name="TSqlite"/> or <typeparamref name="TPostgreSql"/>: each kind
    /// has its own migrations, found by the context type they name. Interceptors are the registered <see cref="IInterceptor"/> services; contexts
    /// are used again and again, so interceptors live as long as the host.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's settings: <c>Database</c> and <c>Data</c>.</param>
    /// <param name="fileName">The name of the SQLite file in the data directory, for instance <c>agon.db</c>.</param>
    public static IServiceCollection AddDatabase<TDb, TSqlite, TPostgreSql>(
        this IServiceCollection services, IConfiguration configuration, string fileName)
        where TDb : DbContext
        where TSqlite : TDb
        where TPostgreSql : TDb
    {
        services.AddOptions<DataOptions>().Bind(configuration.GetSection(DataOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateOnStart()
            .Validate(o => o.Provider == DatabaseProvider.Sqlite || !string.IsNullOrWhiteSpace(o.ConnectionString),
                "Database:Provider is PostgreSql, so Database:ConnectionString must say where, for instance Host=localhost;Database=agon;Username=agon.");

        if (Provider(configuration) == DatabaseProvider.PostgreSql)
        {
            services.AddDbContextPool<TDb, TPostgreSql>((provider, options) => options
                .UseNpgsql(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString)
                .AddInterceptors(provider.GetServices<IInterceptor>())
                .ConfigureWarnings(KeepQuiet));
        }
        else
        {
            SqliteLibrary.Load();
            services.AddSingleton<SqliteTurns.Queue>();
            services.AddSingleton<IInterceptor, SqliteTurns>();

            // A list is one parameter: with one for each value, Entity Framework writes the statement anew each time, one thread after the other.
            services.AddDbContextPool<TDb, TSqlite>((provider, options) => options
                .UseSqlite(SqliteConnectionString(provider, fileName), o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(provider.GetServices<IInterceptor>())
                .ConfigureWarnings(KeepQuiet));
        }

        return services;
    }

    /// <summary>Brings the database to the newest schema, making it first if there is none. Two hosts starting at once wait for each other.</summary>
    public static async Task MigrateAsync<TDb>(this IServiceProvider services, CancellationToken ct)
        where TDb : DbContext
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDb>().Database.MigrateAsync(ct);
    }

    // Whoever saves names the refusal, where the database keeps a promise of uniqueness, or throws, and then it is logged with its place.
    private static void KeepQuiet(WarningsConfigurationBuilder warnings) =>
        warnings.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug));

    // Read before there are options: it decides what is registered.
    private static DatabaseProvider Provider(IConfiguration configuration)
    {
        const string key = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}";
        if (configuration[key] is not { Length: > 0 } name)
        {
            return DatabaseProvider.Sqlite;
        }

        return Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new OptionsValidationException(key, typeof(DatabaseOptions), [$"{key} is Sqlite or PostgreSql, not \"{name}\"."]);
    }

    private static string SqliteConnectionString(IServiceProvider provider, string fileName)
    {
        var given = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString;
        if (string.IsNullOrWhiteSpace(given))
        {
            var directory = Directory.CreateDirectory(provider.GetRequiredService<IOptions<DataOptions>>().Value.Directory);
            given = $"Data Source={Path.Combine(directory.FullName, fileName)};Default Timeout=30";
        }

        // Said each time: a system's own SQLite has foreign keys off unless it is asked.
        return new SqliteConnectionStringBuilder(given) { ForeignKeys = true }.ConnectionString;
    }
}
