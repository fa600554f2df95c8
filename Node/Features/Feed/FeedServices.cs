using Agon.Node.Features.Accounts;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Node.Features.Feed;

internal static class FeedServices
{
    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddScoped<NoteChange>();
        services.AddScoped<ComposeFacts>();
        services.AddScoped<WriteFeed>();
        services.AddScoped<DeliverFeed>();
        services.AddScoped<SendInventory>();
        services.AddScoped<RetellFacts>();
        services.AddScoped<RetellOrphans>();
        services.AddSingleton<Nudge<FeedWriter>>();
        services.AddSingleton<Nudge<FeedDeliverer>>();
        services.AddSingleton<IInterceptor, NudgeAfterCommit<FeedChange, FeedWriter>>();
        services.AddHostedService<FeedWriter>();
        services.AddHostedService<FeedDeliverer>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Feed", Operators.Role));
        return services;
    }
}
