using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Agon.Portal.Mail;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Agon.Portal.Hosting;

/// <summary>Registers what a hub and a node do alike.</summary>
public static class PortalServices
{
    /// <summary>The largest request body in bytes, unless an endpoint allows more with <c>[RequestSizeLimit]</c>.</summary>
    public const long MaxRequestBytes = 2_000_000;

    /// <summary>The rate limit of forms about accounts: <c>[EnableRateLimiting(PortalServices.AccountPosts)]</c>.</summary>
    public const string AccountPosts = "account-posts";

    /// <summary>Registers pages, accounts, protection, health and telemetry of a host whose pages lie under <c>/Features</c>.</summary>
    /// <typeparam name="TShell">What stands around the host's pages.</typeparam>
    /// <typeparam name="TDb">The host's database, registered before.</typeparam>
    public static WebApplicationBuilder AddPortal<TShell, TDb>(this WebApplicationBuilder builder)
        where TShell : class, ISiteShell
        where TDb : IdentityDbContext<Account, IdentityRole<Guid>, Guid>
    {
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error); // keys lie in a closed directory
        builder.AddTelemetry();

        var services = builder.Services;
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustNamedProxies>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PublicAddress>();
        services.AddScoped<ISiteShell, TShell>();

        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(o => o.RootDirectory = "/Features").AddMvcOptions(o => o.ModelBinderProviders.Insert(0, new TrimmedText()));
        services.AddProblemDetails(o => o.CustomizeProblemDetails = WithReference);
        services.AddExceptionHandler<UnhandledErrors>();
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck<TDb>>("database")
            .AddCheck<StorageCheck>("storage");

        services.AddProtection();
        services.AddMail<TDb>();
        services.AddAccounts<TDb>();
        return builder;
    }

    private static void AddProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Agon");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<DataOptions>, ILoggerFactory>((keys, data, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(KeyDirectory(data.Value), logs));
        services.ConfigureOptions<SiteCookies>();
        services.AddAntiforgery(o => Own(o.Cookie, "agon.form"));
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(o => Own(o.Cookie, FlashMessage.Cookie));

        // Closed unless opened: a page for strangers says [AllowAnonymous]. An address with nothing behind it is a 404 for everybody.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context =>
            context.User.Identity is { IsAuthenticated: true } || (context.Resource is HttpContext http && http.GetEndpoint() is null)).Build());

        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<SiteOptions>>((limits, site) =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(AccountPosts, http => HttpMethods.IsPost(http.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(CallerNetwork.Of(http.Connection.RemoteIpAddress), _ => PerMinute(site.Value.AccountPostsPerMinute))
                : RateLimitPartition.GetNoLimiter("reading"));
        });
    }

    // Readable by the host's user only: whoever reads these keys can sign in as anybody.
    private static DirectoryInfo KeyDirectory(DataOptions data)
    {
        var path = Path.Combine(data.Directory, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FixedWindowRateLimiterOptions PerMinute(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };

    private static void Own(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static void WithReference(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions["reference"] = UnhandledErrors.ReferenceOf(context.HttpContext);
}
