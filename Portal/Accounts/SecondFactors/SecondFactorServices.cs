using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts.SecondFactors;

internal static class SecondFactorServices
{
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.AddScoped<FactorKeys>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<ProveOwner>();
        services.AddScoped<SetUpSecondFactor>();
        services.AddScoped<ChangeSecondFactor>();
        services.AddScoped<SignInWithCode>();
        services.AddScoped<HalfSignIn>();
        services.AddScoped(p => new LocalWays(p.GetRequiredService<UserManager<Account>>(), p.GetRequiredService<FactorKeys>(), p.GetRequiredService<HalfSignIn>()));
        services.AddAuthentication().AddCookie(HalfSignIn.Scheme, o =>
        {
            o.Cookie.Name = "agon.half";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = AccountRules.HalfSignedIn;
            o.SlidingExpiration = false;
        });
    }
}
