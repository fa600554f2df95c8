using System.Collections.Concurrent;
using Agon.Hub.Data;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>Sends what is due as soon as it was saved: the clients beside each other, so that a slow one keeps nobody waiting.</summary>
internal sealed partial class LogoutOutlet(
    IServiceScopeFactory scopes, Nudge<LogoutOutlet> nudge, TimeProvider clock, ILogger<LogoutOutlet> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15), Claim = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Task> _busy = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private DateTimeOffset _sweptAt;

    /// <summary>Begins to send what is due to clients that nothing is being sent to.</summary>
    public async Task StartDueAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await LookAsync(ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Ends when nothing is being sent any more.</summary>
    public Task IdleAsync() => Task.WhenAll(_busy.Values);

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartDueAsync(stoppingToken);
                await SweepAsync(stoppingToken);
                await nudge.WaitAsync(Round, clock, stoppingToken);
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

        await IdleAsync();
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var due = await scope.ServiceProvider.GetRequiredService<HubDb>().LogoutDeliveries.Where(d => d.DueAt <= now)
            .Select(d => d.ClientId).Distinct().ToListAsync(ct);
        foreach (var client in due.Where(c => !_busy.ContainsKey(c)))
        {
            // Held until the task is in the table it leaves at its end.
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _busy[client] = SendToAsync(client, begin.Task, ct);
            begin.SetResult();
        }
    }

    private async Task SendToAsync(string clientId, Task begin, CancellationToken ct)
    {
        await begin;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            while (await SendBatchAsync(scope.ServiceProvider, clientId, ct))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; what was not sent is due again soon.
        }
        catch (Exception e)
        {
            LogRoundFailed(e);
        }
        finally
        {
            _busy.TryRemove(clientId, out _);
            // What came between the last look and now was passed over.
            nudge.Give();
        }
    }

    // Whether there may be more to send. A client that fails once is not asked again for the rest of the batch.
    private async Task<bool> SendBatchAsync(IServiceProvider services, string clientId, CancellationToken ct)
    {
        var db = services.GetRequiredService<HubDb>();
        var batch = await ClaimAsync(db, clientId, ct);
        if (batch.Count == 0 || await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, ct) is not { } client)
        {
            return false;
        }

        string? failure = client.BackChannelLogoutUri is null ? "The site has no logout address any more." : null;
        foreach (var delivery in batch)
        {
            failure ??= await services.GetRequiredService<SendLogout>().ExecuteAsync(client, delivery, ct);
            if (failure is null)
            {
                delivery.Succeed(clock.GetUtcNow());
            }
            else
            {
                delivery.Fail(failure, clock.GetUtcNow());
                Log(delivery);
            }

            await db.SaveChangesAsync(CancellationToken.None);
        }

        return failure is null;
    }

    // Another hub on the same database, and this one if it dies, leave alone for a while what is being sent.
    private async Task<List<LogoutDelivery>> ClaimAsync(HubDb db, string clientId, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var due = await db.LogoutDeliveries.Where(d => d.ClientId == clientId && d.DueAt <= now).OrderBy(d => d.EndedAt).ThenBy(d => d.Id).Take(BatchSize).ToListAsync(ct);
        var claimed = new List<LogoutDelivery>();
        foreach (var delivery in due)
        {
            var until = now + Claim;
            if (await db.LogoutDeliveries.Where(d => d.Id == delivery.Id && d.DueAt == delivery.DueAt).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until), ct) == 1)
            {
                claimed.Add(delivery);
            }
        }

        return claimed;
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _sweptAt < TimeSpan.FromHours(1))
        {
            return;
        }

        _sweptAt = now;
        await using var scope = scopes.CreateAsyncScope();
        var old = now - SessionRules.NotesKept;
        await scope.ServiceProvider.GetRequiredService<HubDb>().LogoutDeliveries.Where(d => d.EndedAt < old).ExecuteDeleteAsync(ct);
    }

    private void Log(LogoutDelivery delivery)
    {
        if (delivery.IsGivenUp)
        {
            LogGivenUp(delivery.ClientId, delivery.Tries, delivery.LastFailure!);
        }
        else
        {
            LogFailed(delivery.ClientId, delivery.Tries, delivery.LastFailure!);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Client {Client} could not be told of an ended session at try {Tries}: {Failure}")]
    private partial void LogFailed(string client, int tries, string failure);

    [LoggerMessage(LogLevel.Error, "Client {Client} was not told of an ended session after {Tries} tries: {Failure}")]
    private partial void LogGivenUp(string client, int tries, string failure);

    [LoggerMessage(LogLevel.Error, "A round of telling clients about ended sessions failed; nothing is lost, the next round tries again")]
    private partial void LogRoundFailed(Exception exception);
}
