using System.Text.Json;
using Agon.Node.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Messaging;

/// <summary>Puts outbox rows on the bus, oldest first, and removes each once the bus has taken it.</summary>
internal sealed partial class OutboxDispatcher(IServiceScopeFactory scopes, IBus bus, OutboxSignal signal, TimeProvider clock, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private const int BatchSize = 100;

    // A nudge comes with every commit; this finds rows of a process that died between commit and nudge.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>Sends what is due; returns how many messages went out.</summary>
    public async Task<int> DispatchAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NodeDb>();
        var rows = await db.OutboxMessages.AsNoTracking().OrderBy(m => m.Id).Take(BatchSize).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return 0;
        }

        foreach (var row in rows)
        {
            await PublishAsync(row, ct);
        }

        var ids = rows.ConvertAll(r => r.Id);
        await db.OutboxMessages.Where(m => ids.Contains(m.Id)).ExecuteDeleteAsync(ct);
        return rows.Count;
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

            await signal.WaitAsync(LongestWait, clock, stoppingToken);
        }
    }

    private async Task PublishAsync(OutboxMessage row, CancellationToken ct)
    {
        if (typeof(Outbox).Assembly.GetType(row.Type) is not { } type)
        {
            LogUnknown(row.Id, row.Type);
            return;
        }

        await bus.Publish(JsonSerializer.Deserialize(row.Body, type)!, type, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Outbox messages could not be sent; they stay due")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Outbox message {Message} is of type {Type}, which this version does not know; it was dropped")]
    private partial void LogUnknown(Guid message, string type);
}
