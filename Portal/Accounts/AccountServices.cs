using Agon.Portal.Accounts.Passkeys;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Agon.Portal.Accounts;

/// <summary>Registers accounts kept by ASP.NET Core Identity.</summary>
internal static class AccountServices
{
    public static void AddAccounts<TDb>(this IServiceCollection services)
        where TDb : IdentityDbContext<Account, IdentityRole<Guid>, Guid>
    {
        services.AddIdentity<Account, IdentityRole<Guid>>(o =>
            {
                o.Stores.SchemaVersion = AccountSchema.Version;
                o.User.RequireUniqueEmail = true;
                o.User.AllowedUserNameCharacters = ""; // the user name is the e-mail address
                o.SignIn.RequireConfirmedEmail = true;
                o.Password.RequiredLength = AccountRules.PasswordMinLength;
                o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Lockout.MaxFailedAccessAttempts = AccountRules.TriesBeforeLockout;
                o.Lockout.DefaultLockoutTimeSpan = AccountRules.Lockout;
                o.Lockout.AllowedForNewUsers = true;
            })
            .AddEntityFrameworkStores<TDb>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<AccountClaimsFactory>()
            .AddPasswordValidator<ObviousPasswords>()
            .AddErrorDescriber<PlainErrors>()
            .AddSignInManager<AccountSignIn>();

        services.AddSessions();
        services.AddSecondFactors();
        services.AddPasskeys();
        services.AddRoles();

        services.TryAddScoped<ISignInWays, NoOtherWays>();
        services.AddScoped<ShownAgain>();
        services.AddScoped<PlainErrors>();
        services.AddScoped<OtherWays>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<SignOutEverywhere>();
        services.AddScoped<CreateAccount>();
        services.AddScoped<RegisterAccount>();
        services.AddSingleton<SweepAccounts>();
        services.AddHostedService(provider => provider.GetRequiredService<SweepAccounts>());
        services.AddScoped<Tries>();
        services.AddScoped<SignInWatches>();
        services.AddScoped<TryPassword>();
        services.AddScoped<SignInWithPassword>();
        services.AddScoped<ConfirmAddress>();
        services.AddScoped<AccountMails>();
        services.AddSingleton<MailPauses>();

        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = AccountRules.StampValidity;
            o.OnRefreshingPrincipal = SessionCookie.KeepSession;
        });
        services.Configure<DataProtectionTokenProviderOptions>(o => o.TokenLifespan = AccountRules.LinkValidity);
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "agon.account";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.LoginPath = "/account/sign-in";
            o.ReturnUrlParameter = "returnUrl";
            o.ExpireTimeSpan = AccountRules.SignedIn;
            o.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
            o.Events.OnRedirectToAccessDenied = context =>
            {
                if (context.HttpContext.User.IsWithheld && !Hosting.Audience.IsForMachines(context.Request.Path))
                {
                    context.Response.Redirect(AccountLinks.Reauthenticate(context.Request.PathBase + context.Request.Path));
                    return Task.CompletedTask;
                }

                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            var toSignIn = o.Events.OnRedirectToLogin;
            o.Events.OnRedirectToLogin = context =>
            {
                if (!Hosting.Audience.IsForMachines(context.Request.Path))
                {
                    return toSignIn(context);
                }

                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
        });
    }
}
