using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Hosting;
using Agon.Portal.Outbound;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Nodes;

internal static class NodesServices
{
    public static void AddNodes(this IServiceCollection services)
    {
        services.AddOptions<NodesOptions>().BindConfiguration(NodesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<InviteNode>();
        services.AddScoped<WithdrawInvitation>();
        services.AddScoped<EnrolNode>();
        services.AddScoped<DecideOnNode>();
        services.AddScoped<AcceptName>();
        services.AddScoped<MemberClients>();
        services.AddScoped<EmptyGone>();
        services.AddScoped<NodeCallers>();
        services.AddScoped<TakeReport>();
        services.AddScoped<ComposeReply>();
        services.AddSingleton(new HostNames());
        services.AddSingleton<GuardedConnections>();
        services.AddSingleton<NodeConnections>();
        services.AddHttpClient(NodeConnections.ClientName).ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(s => s.GetRequiredService<NodeConnections>().Handler());
        services.AddSingleton<NodeReader>();
        services.AddScoped<CheckNode>();
        services.AddSingleton<Nudge<MemberWatch>>();
        services.AddSingleton<MemberWatch>();
        services.AddHostedService(s => s.GetRequiredService<MemberWatch>());
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/Nodes/Curation", Staff.Curators));
    }
}
