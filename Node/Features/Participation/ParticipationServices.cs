namespace Agon.Node.Features.Participation;

/// <summary>Registers joining a competition and deciding on who joins.</summary>
internal static class ParticipationServices
{
    public static IServiceCollection AddParticipation(this IServiceCollection services)
    {
        services.AddScoped<JoinCompetition>();
        services.AddScoped<DecideParticipation>();
        services.AddScoped<DecisionMails>();
        services.AddScoped<ListParticipants>();
        services.AddScoped<EditOrganizers>();
        services.AddScoped<EditAccess>();
        return services;
    }
}
