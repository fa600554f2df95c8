using Agon.Node.Features.Accounts;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Accounts;
using Agon.Portal.Outbound;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.SignOn;

/// <summary>Registers signing on by issuers, and the operator's pages about them.</summary>
internal static class SignOnServices
{
    public static IServiceCollection AddSignOn(this IServiceCollection services)
    {
        services.AddOptions<SignOnOptions>().BindConfiguration(SignOnOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        SignOnLimits.Add(services);
        services.AddHttpClient(ProviderHttp.ClientName).ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(s =>
            {
                var handler = s.GetRequiredService<GuardedConnections>().Handler(s.GetRequiredService<GuardEndpoints>().MayConnectAsync);
                (handler.UseProxy, handler.ConnectTimeout, handler.MaxResponseHeadersLength) = (true, ProviderHttp.TimeLimit, 32);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                return handler;
            });
        services.AddSingleton(new HostNames());
        services.AddSingleton<GuardedConnections>();
        services.AddSingleton<GuardEndpoints>();
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<IssuerAddress>();
        services.AddSingleton<Providers>();
        services.AddSingleton<ClientSecrets>();
        services.AddScoped<SaveIssuer>();
        services.AddScoped<RemoveIssuer>();
        services.AddScoped<TrustHub>();
        services.AddScoped<LimitHub>();
        services.AddScoped<DistrustHub>();
        services.AddScoped<EndSignOnSessions>();
        services.AddScoped<ReadLogoutToken>();
        services.AddSingleton<SweepSignOnSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<SweepSignOnSessions>());
        services.AddScoped<IssuerWays>();
        services.AddScoped<ISignInWays>(provider => provider.GetRequiredService<IssuerWays>());
        services.AddProtocol();
        services.AddIdentities();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/SignOn/Issuers", Operators.Role));
        return services;
    }

    private static void AddProtocol(this IServiceCollection services)
    {
        services.AddScoped<AuthenticateClient>();
        services.AddScoped<AskIssuer>();
        services.AddScoped<ReceiveAnswer>();
        services.AddScoped<CheckIdToken>();
        services.AddScoped<AskUserInfo>();
        services.AddAuthentication().AddRemoteScheme<RemoteAuthenticationOptions, SignOnHandler>(SignOnHandler.SchemeName, null, scheme =>
        {
            scheme.SignInScheme = IdentityConstants.ExternalScheme;

            // Each issuer has its own; the handler looks at the path itself.
            scheme.CallbackPath = NodeLinks.SignOn.Callback("-");
            scheme.RemoteAuthenticationTimeout = SignOnRequest.Validity;
            scheme.CorrelationCookie.Name = "agon.correlation";
            scheme.CorrelationCookie.Path = "/";
            scheme.CorrelationCookie.SameSite = SameSiteMode.Lax;
            scheme.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.ConfigureExternalCookie(cookie =>
        {
            cookie.Cookie.Name = "agon.sign-on";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = PendingSignOn.Kept;
            cookie.SlidingExpiration = false;
        });
    }

    private static void AddIdentities(this IServiceCollection services)
    {
        services.AddSingleton<MailedLinks>();
        services.AddSingleton<SignOnMailPauses>();
        services.AddScoped<SignOnMails>();
        services.AddScoped<SignOnTickets>();
        services.AddScoped<ShowAgain>();
        services.AddScoped<EnterBySignOn>();
        services.AddScoped<LinkIdentity>();
        services.AddScoped<MakeAccount>();
        services.AddScoped<ConfirmByMail>();
        services.AddScoped<RemoveIdentity>();
        services.AddScoped<LoseIdentity>();
    }
}
