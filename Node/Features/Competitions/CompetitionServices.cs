using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Competitions.Api;
using Agon.Node.Features.Competitions.Downloads;
using Agon.Node.Features.Competitions.Head;
using Agon.Node.Features.Competitions.Listing;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Competitions.Schedule;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Quartz;

namespace Agon.Node.Features.Competitions;

/// <summary>Registers the list, the pages and the organizer's verbs of competitions, and the schedule of their phases.</summary>
internal static class CompetitionServices
{
    public static IServiceCollection AddCompetitions(this IServiceCollection services)
    {
        services.AddAccess();
        services.AddScoped<ReadCompetitionHead>();
        services.AddScoped<ListCompetitions>();
        services.AddScoped<PublishCompetition>();
        services.AddScoped<UnpublishCompetition>();
        services.AddScoped<EditPhase>();
        services.AddScoped<EditDetails>();
        services.AddScoped<EditListing>();
        services.AddScoped<ReadTold>();
        services.AddScoped<ReadDesk>();
        services.AddScoped<ReadCompetition>();
        services.AddScoped<FindPhaseFile>();
        services.AddHttpContextAccessor();
        services.AddScoped<DraftKeys>();
        services.AddScoped<FindTaskFile>();
        services.AddScoped<ListTaskFiles>();

        services.AddQuartz(quartz => quartz.AddJobType<PhaseBoundaryJob>());
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.AddSingleton<PhaseSchedule>();
        services.AddScoped<AnnouncePhase>();
        services.AddHostedService<PlanAtStart>();
        return services;
    }

    public static void MapCompetitions(this IEndpointRouteBuilder routes)
    {
        routes.MapCompetitionApi();
        routes.MapDownloads();
        routes.MapDrafts();
        routes.MapFollowCompetition();
    }

    private static void AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<FindCompetition>();
        services.AddScoped<CompetitionFilter>();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<CompetitionAccess>()
            ?? throw new InvalidOperationException("Only pages under /competitions/{slug} have a competition; others ask FindCompetition."));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.Add(new CompetitionPageConvention()));
    }
}
