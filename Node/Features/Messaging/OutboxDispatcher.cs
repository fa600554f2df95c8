using System.Text.Json;
using Agon.Node.Data;
using Agon.Portal.Hosting;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Messaging;

/// <summary>Puts outbox rows on the bus, oldest first, and removes each once the bus has taken it. What can't go out lets the others pass.</summary>
internal sealed partial class OutboxDispatcher(IServiceScopeFactory scopes, IBus bus, Nudge<OutboxDispatcher> nudge, TimeProvider clock, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private const int BatchSize = 100;

    // A nudge comes with every commit; this finds rows of a process that died between commit and nudge.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Sends what is due; returns how many messages were tried.</summary>
    public async Task<int> DispatchAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            return await SendDueAsync(ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

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
                while (await DispatchAsync(stoppingToken) == BatchSize)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e);
            }

            await nudge.WaitAsync(LongestWait, clock, stoppingToken);
        }
    }

    private async Task<int> SendDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        var now = clock.GetUtcNow();
        var rows = await db.OutboxMessages.AsNoTracking().Where(m => m.DueAt <= now).OrderBy(m => m.Id).Take(BatchSize).ToListAsync(ct);
        foreach (var row in rows)
        {
            await SendAsync(db.OutboxMessages.Where(m => m.Id == row.Id), row, ct);
        }

        return rows.Count;
    }

    private async Task SendAsync(IQueryable<OutboxMessage> stored, OutboxMessage row, CancellationToken ct)
    {
        if (await TryPublishAsync(row, ct) is not { } failure)
        {
            await stored.ExecuteDeleteAsync(ct);
            return;
        }

        row.Fail(failure.Message, clock.GetUtcNow());
        await stored.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.DueAt, row.DueAt).SetProperty(m => m.Tries, row.Tries).SetProperty(m => m.LastError, row.LastError), ct);
        if (row.DueAt is null)
        {
            LogParked(failure, row.Id, row.Type, row.Tries);
        }
        else
        {
            LogNotSent(failure, row.Id, row.Type, row.Tries);
        }
    }

    // Whatever goes wrong with one message is that message's trouble.
    private async Task<Exception?> TryPublishAsync(OutboxMessage row, CancellationToken ct)
    {
        try
        {
            var type = typeof(Outbox).Assembly.GetType(row.Type) ?? throw new NotSupportedException($"This version knows no message of type {row.Type}.");
            await bus.Publish(JsonSerializer.Deserialize(row.Body, type) ?? throw new JsonException("The message is empty."), type, ct);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return e;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Outbox messages could not be sent; they stay due")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Outbox message {Message} of type {Type} could not be sent at try {Tries}; it is tried again")]
    private partial void LogNotSent(Exception exception, Guid message, string type, int tries);

    [LoggerMessage(LogLevel.Error, "Outbox message {Message} of type {Type} could not be sent after {Tries} tries and is parked: see the operator's desk")]
    private partial void LogParked(Exception exception, Guid message, string type, int tries);
}
