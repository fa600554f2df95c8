using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Messaging;

public sealed class OutboxTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Agon.Node.Features.Messaging.NoLonger", "{}")]
    [InlineData("Agon.Node.Features.Runs.RunChanged", "not JSON")]
    [InlineData("Agon.Node.Features.Runs.RunChanged", "null")]
    public async Task a_message_that_cannot_go_out_lets_the_others_pass(string type, string body)
    {
        var poison = await Saved(type, body);
        var watchers = node.Services.GetRequiredService<Watchers>();
        using var watch = watchers.Begin(poison);
        await node.InScopeAsync(async services =>
        {
            services.GetRequiredService<Outbox>().Add(new RunChanged(poison));
            return await services.GetRequiredService<NodeDb>().SaveChangesAsync(Ct);
        });

        await node.SettleAsync();

        (await watch.NextAsync(TimeSpan.FromDays(1), TimeProvider.System, Ct, Ct)).ShouldBeTrue();
        var left = (await node.QueryAsync(db => db.OutboxMessages.AsNoTracking().ToListAsync(Ct))).ShouldHaveSingleItem();
        (left.Id, left.Tries).ShouldBe((poison, 1));
        left.LastError.ShouldNotBeNullOrEmpty();
        await node.QueryAsync(db => db.OutboxMessages.ExecuteDeleteAsync(Ct));
    }

    [Fact]
    public async Task a_message_that_never_can_go_out_is_parked()
    {
        var poison = await Saved("Agon.Node.Features.Runs.RunChanged", "not JSON");
        var outbox = node.Services.GetRequiredService<OutboxDispatcher>();
        var tries = 0;
        for (; await node.QueryAsync(db => db.OutboxMessages.AnyAsync(m => m.Id == poison && m.DueAt != null, Ct)); tries++)
        {
            await outbox.DispatchAsync(Ct);
            node.Clock.Advance(TimeSpan.FromHours(2));
        }

        (await outbox.DispatchAsync(Ct)).ShouldBe(0);
        tries.ShouldBeInRange(2, 10);
        await node.QueryAsync(db => db.OutboxMessages.ExecuteDeleteAsync(Ct));
    }

    [Fact]
    public async Task a_message_of_a_change_that_was_not_saved_never_goes_out()
    {
        await node.InScopeAsync(services =>
        {
            services.GetRequiredService<Outbox>().Add(new RunChanged(Guid.CreateVersion7()));
            return Task.FromResult(0);
        });

        await node.SettleAsync();

        (await node.QueryAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
    }

    private async Task<Guid> Saved(string type, string body)
    {
        var now = node.Clock.GetUtcNow();
        var message = new OutboxMessage { Id = Guid.CreateVersion7(now), Type = type, Body = body, CreatedAt = now, DueAt = now };
        await node.QueryAsync(db =>
        {
            db.Add(message);
            return db.SaveChangesAsync(Ct);
        });
        return message.Id;
    }
}
