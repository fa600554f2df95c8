namespace Agon.Node.Features.Leaderboards;

internal static class LeaderboardServices
{
    /// <summary>Registers rules, ranking and reading of leaderboards.</summary>
    public static IServiceCollection AddLeaderboards(this IServiceCollection services)
    {
        services.AddScoped<ReadBoards>();
        services.AddScoped<ReadScores>();
        services.AddScoped<WriteEntry>();
        services.AddScoped<WriteRanks>();
        services.AddScoped<PlaceEntry>();
        services.AddScoped<ChooseEntry>();
        services.AddScoped<FindLeaderboard>();
        services.AddScoped<ReadEntryFacts>();
        services.AddScoped<ReadLeaderboard>();
        services.AddScoped<ReadScorePlot>();
        return services;
    }
}
