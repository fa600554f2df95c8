using System.Net;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agon.Hub.Tests.Hosting;

public sealed class FailureTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();
    private readonly RememberedLog _log = new(LogLevel.Error);

    public async ValueTask InitializeAsync()
    {
        _hub.Replace = services =>
        {
            services.AddScoped<IPasswordHasher<Account>, BrokenHasher>();
            services.AddSingleton<ILoggerProvider>(_log);
        };
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task a_fault_of_ours_shows_a_reference_that_stands_in_the_log_and_nothing_else()
    {
        var page = await Submit.SignInAsync(_hub.Browser(), "nobody@example.org", "whatever it is");

        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Heading.ShouldBe("Something went wrong here");
        page.ShouldNotSay(BrokenHasher.Sentence);
        var reference = page.Document.QuerySelector("main code")!.TextContent;
        _log.Lines.ShouldContain(line => line.Contains($"reference {reference}", StringComparison.Ordinal));
        page.Response.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    private sealed class BrokenHasher : IPasswordHasher<Account>
    {
        public const string Sentence = "the secret inside";

        public string HashPassword(Account user, string password) => throw new InvalidOperationException(Sentence);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
            throw new InvalidOperationException(Sentence);
    }
}
