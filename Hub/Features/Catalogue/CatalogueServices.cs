using Agon.Hub.Features.Catalogue.Api;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Following;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Links;
using Agon.Hub.Features.Catalogue.Logos;
using Agon.Hub.Features.Catalogue.People;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.Catalogue.Series;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.Catalogue;

internal static class CatalogueServices
{
    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddScoped<TakeBatch>();
        services.AddSingleton<IntakeTurns>();
        services.AddScoped<KeepProblems>();
        services.AddScoped<KeepHistory>();
        services.AddScoped<KeepChanges>();
        services.AddScoped<ReplayFrom>();
        services.AddScoped<CompareInventory>();
        services.AddScoped<RemovePhantoms>();
        services.AddScoped<ReviewShrink>();
        services.AddScoped<SearchListings>();
        services.AddScoped<ReadRows>();
        services.AddScoped<ReadListing>();
        services.AddScoped<ReadStandings>();
        services.AddCatalogueApi();
        services.AddScoped<KeepFollowing>();
        services.AddScoped<WriteWeeklyMails>();
        services.AddScoped<FollowingMails>();
        services.AddSingleton<StopLinks>();
        services.AddHostedService<FollowingRounds>();
        services.AddScoped<WriteTexts>();
        services.AddScoped<FindByWords>();
        services.AddSingleton<CatalogueIndex>();
        services.AddSingleton<Nudge<CatalogueIndex>>();
        services.AddIndexNudges<FeedCursor>();
        services.AddIndexNudges<Member>();
        services.AddIndexNudges<ListingCuration>();
        services.AddHostedService<WarmIndex>();
        services.AddScoped<ForgetPerson>();
        services.AddPeople();
        services.AddSeries();
        services.AddCuration();
        services.AddReports();
        services.AddOptions<CatalogueOptions>().BindConfiguration(CatalogueOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<VisitNode>();
        services.AddLogos();
        services.AddLinks();
    }

    // After a change of these, the next one to look sees it.
    private static void AddIndexNudges<TRow>(this IServiceCollection services)
        where TRow : class =>
        services.AddSingleton<IInterceptor>(p => new NudgeAfterCommit<TRow, CatalogueIndex>(p.GetRequiredService<Nudge<CatalogueIndex>>(), isForChanges: true));
}
