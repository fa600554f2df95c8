using System.Text.Json;
using Agon.Node.Data;

namespace Agon.Node.Features.Messaging;

/// <summary>
/// Notes a message for the bus in the unit of work that is about to be saved: it goes out if, and only if, the change is committed.
/// Delivery is at least once, so consumers are idempotent.
/// </summary>
internal sealed class Outbox(NodeDb db, TimeProvider clock)
{
    public void Add<T>(T message)
        where T : class
    {
        var now = clock.GetUtcNow();
        db.OutboxMessages.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Type = typeof(T).FullName!,
            Body = JsonSerializer.Serialize(message),
            CreatedAt = now,
            DueAt = now,
        });
    }
}
