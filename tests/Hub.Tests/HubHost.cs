using System.Text.RegularExpressions;
using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests;

/// <summary>A whole hub with its own database and data directory; only the clock is ours, and mail is written to disk.</summary>
public sealed partial class HubHost : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    private readonly string _directory = Directory.CreateTempSubdirectory("agon-hub-").FullName;
    private TestDatabase _database = null!;
    private WebApplicationFactory<Program> _factory = null!;
    private static int _count;

    public string DataDirectory => _directory;

    public string ConnectionString => _database.ConnectionString;

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public IServiceProvider Services => _factory.Services;

    /// <summary>Settings beyond the usual; set them before the first use.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Replaces services; set it before the first use.</summary>
    public Action<IServiceCollection> Replace { get; set; } = _ => { };

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync("hub", _directory, MigrateAsync);
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A browser without scripts that nobody has signed in with.</summary>
    public PageClient Browser() => new(_factory.CreateClient());

    /// <summary>A client that follows no redirects.</summary>
    /// <param name="address">Whom it thinks it calls.</param>
    public HttpClient Client(Uri? address = null) =>
        _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = address ?? new Uri("http://localhost") });

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    internal Task<T> QueryAsync<T>(Func<HubDb, Task<T>> query) => InScopeAsync(s => query(s.GetRequiredService<HubDb>()));

    public static string NewAddress() => $"person{Interlocked.Increment(ref _count)}@example.org";

    /// <summary>A confirmed account with <see cref="Password"/>; returns its address.</summary>
    public Task<string> Account(string name = "Mei", bool isConfirmed = true, string? role = null) => InScopeAsync(async services =>
    {
        var email = NewAddress();
        var (account, result) = await services.GetRequiredService<CreateAccount>().ExecuteAsync(email, name, Password, isConfirmed);
        result.Succeeded.ShouldBeTrue();
        if (role is not null)
        {
            await services.GetRequiredService<GiveRole>().ExecuteAsync(account, role);
        }

        return email;
    });

    /// <summary>A browser of somebody with this role.</summary>
    public async Task<PageClient> StaffBrowser(string role) => await SignedIn(await Account(role: role));

    public async Task<PageClient> SignedIn(string email, string password = Password)
    {
        var browser = Browser();
        (await Submit.SignInAsync(browser, email, password)).Path.ShouldBe("/");
        return browser;
    }

    /// <summary>The mails that went to this address, oldest first.</summary>
    public async Task<IReadOnlyList<string>> MailsTo(string email)
    {
        var outlet = Services.GetRequiredService<MailOutlet>();
        while (await outlet.SendDueAsync(TestContext.Current.CancellationToken) > 0)
        {
        }

        var directory = Path.Combine(_directory, "mail");
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var mails = Directory.EnumerateFiles(directory, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText);
        return [.. mails.Where(m => m.Contains(email, StringComparison.Ordinal)).Select(Readable)];
    }

    /// <summary>The path of the one link mailed to this address that confirms something or sets a password.</summary>
    public async Task<string> MailedLink(string email) =>
        new Uri((await MailsTo(email)).Select(m => Link().Match(m)).Single(m => m.Success).Value).PathAndQuery;

    private static async Task MigrateAsync(string connectionString)
    {
        await using var hub = HubCommandLine.Build([$"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={connectionString}"]);
        await HubDatabase.MigrateAsync(hub.Services, TestContext.Current.CancellationToken);
    }

    private void Configure(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Directory", _directory);
        builder.UseSetting("Database:Provider", TestDatabase.Provider);
        builder.UseSetting("Database:ConnectionString", _database.ConnectionString);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Site:AccountPostsPerMinute", "1000");
        // Nodes of tests have names and no hosts: those that look for logos say so.
        builder.UseSetting("Catalogue:FetchLogos", "false");
        builder.UseSetting("Catalogue:CheckLinks", "false");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // Or commands within a second of one that nobody counted would not be counted either.
            services.ConfigureDbContext<SqliteHubDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
            services.ConfigureDbContext<PostgreSqlHubDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
            // Slow on purpose in production; a test has nothing to guard.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            Replace(services);
        });
    }

    // The body of a mail file is base64 when it holds more than ASCII, and quoted-printable lines otherwise.
    private static string Readable(string mail)
    {
        var text = mail.ReplaceLineEndings("\n");
        var at = text.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = (text[..at], text[(at + 2)..]);
        return head.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? $"{head}\n\n{System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal)))}"
            : $"{head}\n\n{body.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)}";
    }

    [GeneratedRegex(@"https?://\S+/account/(confirm|reset)\?\S+")]
    private static partial Regex Link();
}
