using System.Net.Mail;
using System.Security.Claims;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Mail;

/// <summary>Sends what is due, soon after it was saved and again every minute; a failed mail waits and is tried again.</summary>
public sealed partial class MailOutlet(
    IServiceScopeFactory scopes, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailOutlet> logger) : BackgroundService
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);
    private readonly Nudge<MailOutlet> _nudge = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Starts a round soon.</summary>
    public void Nudge() => _nudge.Give();

    /// <summary>Sends one batch of what is due; returns how many were tried.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DbContext>();
            var now = clock.GetUtcNow();
            var due = await db.Set<OutgoingMail>().Where(m => m.DueAt <= now).OrderBy(m => m.Unsubscribe != null).ThenBy(m => m.DueAt).Take(BatchSize).ToListAsync(ct);
            if (due.Count == 0)
            {
                return 0;
            }

            var shell = await scope.ServiceProvider.GetRequiredService<ISiteShell>().ComposeAsync(new ClaimsPrincipal(), ct);
            var transport = scope.ServiceProvider.GetRequiredService<MailTransport>();
            foreach (var mail in due)
            {
                await SendAsync(db, transport, mail, shell.Name, ct);
            }

            return due.Count;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.IsWrittenToDisk)
        {
            LogWrittenToDisk();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == BatchSize)
                {
                }

                await _nudge.WaitAsync(Round, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
            catch (Exception e)
            {
                LogRoundFailed(e);
                await Task.Delay(Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(DbContext db, MailTransport transport, OutgoingMail mail, string sender, CancellationToken ct)
    {
        try
        {
            if (mail.Recipient != OutgoingMail.Nobody)
            {
                await transport.SendAsync(mail, sender, ct);
                LogSent(mail.Id);
            }

            db.Remove(mail);
        }
        catch (Exception e) when (e is SmtpException or IOException or UnauthorizedAccessException or FormatException)
        {
            mail.Fail(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message, clock.GetUtcNow());
            if (mail.DueAt is null)
            {
                LogParked(e, mail.Id, mail.Tries);
            }
            else
            {
                LogFailed(e, mail.Id, mail.Tries, mail.DueAt.Value);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "No mail server is set (Mail:Host): every mail is written to the directory 'mail' in the data directory and nothing is sent")]
    private partial void LogWrittenToDisk();

    [LoggerMessage(LogLevel.Information, "Mail {Mail} left")]
    private partial void LogSent(Guid mail);

    [LoggerMessage(LogLevel.Warning, "Mail {Mail} did not leave at try {Tries}; it is tried again at {DueAt}")]
    private partial void LogFailed(Exception exception, Guid mail, int tries, DateTimeOffset dueAt);

    [LoggerMessage(LogLevel.Error, "Mail {Mail} did not leave after {Tries} tries and is parked: see the operator's desk")]
    private partial void LogParked(Exception exception, Guid mail, int tries);

    [LoggerMessage(LogLevel.Error, "A round of sending mail failed; nothing is lost, the next round tries again")]
    private partial void LogRoundFailed(Exception exception);
}
