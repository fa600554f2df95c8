using System.Net;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agon.Hub.Tests.Hosting;

public sealed class QuietLogTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();
    private readonly RememberedLog _log = new(LogLevel.Warning);

    public async ValueTask InitializeAsync()
    {
        _hub.Settings["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"] = "Warning";
        _hub.Replace = services => services.AddSingleton<ILoggerProvider>(_log);
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/account/profile", HttpStatusCode.OK)]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    public async Task a_page_with_a_form_warns_of_nothing_and_stays_in_no_cache(string path, HttpStatusCode status)
    {
        var browser = await _hub.SignedIn(await _hub.Account());

        var page = await browser.VisitAsync(path);

        page.Status.ShouldBe(status);
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task what_the_database_refuses_for_us_is_an_answer_and_no_alarm()
    {
        var taken = new ClientRegistration("Wiki", ClientAuthentication.SecretBasic) { RedirectUris = ["https://wiki.example/cb"] };
        await RegisterAsync(taken);

        (await RegisterAsync(taken)).ShouldBe(new RegisterClientOutcome.Refused(SignOnRefusal.RegistrationNameTaken));

        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task an_error_page_stays_in_no_cache_for_strangers_too() =>
        (await _hub.Browser().VisitAsync("/nothing-here")).Response.Headers.CacheControl!.NoStore.ShouldBeTrue();

    private Task<RegisterClientOutcome> RegisterAsync(ClientRegistration registration) =>
        _hub.InScopeAsync(s => s.GetRequiredService<RegisterClient>().ExecuteAsync(registration, TestContext.Current.CancellationToken));
}
