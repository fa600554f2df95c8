using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Device;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Logout;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Hub.Features.SignOn.Tokens;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.SignOn;

internal static class SignOnServices
{
    public static void AddSignOn(this IServiceCollection services)
    {
        services.AddOptions<SignOnOptions>().BindConfiguration(SignOnOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSignOnLimits();
        services.AddSingleton<PublicClientLimit>();
        services.AddSingleton<ProviderDocument>();
        services.AddSingleton<ProtectedKeys>();
        services.AddSingleton<SignOnKeys>();
        services.AddScoped<RollSignOnKeys>();
        services.AddScoped<SweepSignOn>();
        services.AddHostedService<SignOnUpkeep>();
        services.AddSingleton<ClientAddresses>();
        services.AddScoped<RegisterClient>();
        services.AddScoped<SwitchClient>();
        services.AddScoped<ChangeClient>();
        services.AddScoped<RemoveClient>();
        services.AddScoped<RenewClientSecret>();
        services.AddScoped<AuthenticateClient>();
        services.AddScoped<CheckAssertion>();
        services.AddScoped<SpendAssertion>();
        services.AddScoped<ClientCalls>();

        services.AddSingleton<AuthorizationTickets>();
        services.AddSingleton<AuthorizationAnswer>();
        services.AddScoped<CheckRequest>();
        services.AddScoped<PushRequest>();
        services.AddScoped<TakePushedRequest>();
        services.AddScoped<DecideAuthorization>();
        services.AddScoped<IssueCode>();

        services.AddScoped<PairwiseSubjects>();
        services.AddLogout();
        services.AddScoped<GiveConsent>();
        services.AddScoped<MakeGrant>();
        services.AddScoped<GrantStanding>();
        services.AddScoped<RevokeGrant>();
        services.AddScoped<ReadSitesThatKnow>();
        services.AddScoped<TakeBackConsent>();

        services.AddScoped<IssueTokens>();
        services.AddScoped<SpendOnce>();
        services.AddScoped<RedeemCode>();
        services.AddScoped<RotateRefreshToken>();
        services.AddScoped<IssueClientToken>();
        services.AddScoped<TokenEndpoint>();
        services.AddScoped<ReadAccessToken>();
        services.AddScoped<UserInfoEndpoint>();
        services.AddScoped<IntrospectEndpoint>();
        services.AddScoped<RevokeEndpoint>();
        services.AddDeviceGrant();
        services.AddRegistration();
        services.AddAudit();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AuthorizeFolder("/SignOn/Clients/Curation", Staff.Curators));
    }
}
