using Agon.Portal.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

/// <summary>Who asks must not learn from the time an answer takes whether there is an account: each answer writes one mail, if to nobody.</summary>
public sealed class EqualWorkTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();
    private readonly WrittenMails _mails = new();

    public async ValueTask InitializeAsync()
    {
        _hub.Replace = services => services.AddSingleton<IInterceptor>(_mails);
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task a_forgotten_password_writes_one_mail_for_anybody()
    {
        var member = await _hub.Account();

        (await WrittenBy(() => Submit.ForgetAsync(_hub.Browser(), member))).ShouldBe(1);
        (await WrittenBy(() => Submit.ForgetAsync(_hub.Browser(), member))).ShouldBe(1);
        (await WrittenBy(() => Submit.ForgetAsync(_hub.Browser(), HubHost.NewAddress()))).ShouldBe(1);
        (await _hub.MailsTo(member)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task asking_for_the_confirmation_writes_one_mail_for_anybody()
    {
        var (waiting, confirmed) = (await _hub.Account(isConfirmed: false), await _hub.Account());

        (await WrittenBy(() => Submit.ResendAsync(_hub.Browser(), waiting))).ShouldBe(1);
        (await WrittenBy(() => Submit.ResendAsync(_hub.Browser(), confirmed))).ShouldBe(1);
        (await WrittenBy(() => Submit.ResendAsync(_hub.Browser(), HubHost.NewAddress()))).ShouldBe(1);
        (await _hub.MailsTo(confirmed)).ShouldBeEmpty();
    }

    [Fact]
    public async Task registering_writes_one_mail_for_anybody()
    {
        var member = await _hub.Account();

        (await WrittenBy(() => Submit.RegisterAsync(_hub.Browser(), member))).ShouldBe(1);
        (await WrittenBy(() => Submit.RegisterAsync(_hub.Browser(), member))).ShouldBe(1);
        (await WrittenBy(() => Submit.RegisterAsync(_hub.Browser(), HubHost.NewAddress()))).ShouldBe(1);
    }

    [Fact]
    public async Task a_mail_to_nobody_is_gone_after_the_round()
    {
        await Submit.ForgetAsync(_hub.Browser(), HubHost.NewAddress());

        await _hub.MailsTo("anybody");

        (await _hub.QueryAsync(db => db.Set<OutgoingMail>().CountAsync())).ShouldBe(0);
    }

    private async Task<int> WrittenBy(Func<Task<Page>> asking)
    {
        var before = _mails.Count;
        (await asking()).Heading.ShouldBe("Look into your mail");
        return _mails.Count - before;
    }

    private sealed class WrittenMails : SaveChangesInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref _count, eventData.Context!.ChangeTracker.Entries<OutgoingMail>().Count(e => e.State == EntityState.Added));
            return ValueTask.FromResult(result);
        }
    }
}
