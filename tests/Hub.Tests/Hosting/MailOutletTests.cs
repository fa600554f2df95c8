using Agon.Portal.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Hosting;

public sealed class MailOutletTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();

    public async ValueTask InitializeAsync()
    {
        // Port 1 of this machine: nobody listens there.
        _hub.Settings["Mail:Host"] = "127.0.0.1";
        _hub.Settings["Mail:Port"] = "1";
        _hub.Settings["Mail:From"] = "agon@example.org";
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task a_mail_server_that_is_down_costs_no_page_and_no_mail()
    {
        var email = await _hub.Account();

        (await Submit.ForgetAsync(_hub.Browser(), email)).Heading.ShouldBe("Look into your mail");
        await SendDueAsync();

        var mail = await MailAsync();
        mail.Recipient.ShouldBe(email);
        mail.Tries.ShouldBe(1);
        mail.LastError.ShouldNotBeNullOrEmpty();
        mail.DueAt.ShouldBe(_hub.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task after_its_last_try_a_mail_is_parked_and_kept()
    {
        await Submit.ForgetAsync(_hub.Browser(), await _hub.Account());
        await SendDueAsync();

        while ((await MailAsync()).DueAt is { } due)
        {
            _hub.Clock.MoveTo(due);
            await SendDueAsync();
        }

        (await MailAsync()).Tries.ShouldBe(7);
        (await SendDueAsync()).ShouldBe(0);
    }

    private Task<int> SendDueAsync() => _hub.Services.GetRequiredService<MailOutlet>().SendDueAsync(TestContext.Current.CancellationToken);

    private Task<OutgoingMail> MailAsync() => _hub.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync());
}
