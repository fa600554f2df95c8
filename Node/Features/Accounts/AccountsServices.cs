using Microsoft.AspNetCore.Authentication;

namespace Agon.Node.Features.Accounts;

internal static class AccountsServices
{
    public static IServiceCollection AddNodeAccounts(this IServiceCollection services)
    {
        services.AddSingleton(Operators.Roles);
        services.AddScoped<Operators>();
        services.AddScoped<IssueApiToken>();
        services.AddTransient<IClaimsTransformation, WithholdPowers>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(Operators.Role, policy => policy.RequireRole(Operators.Role));
        return services;
    }
}
