using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Messaging;

public sealed class OutboxTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task a_message_of_a_type_this_version_does_not_know_does_not_block_the_others()
    {
        await node.InScopeAsync(async services =>
        {
            services.GetRequiredService<Outbox>().Add(new Greeting("hello"));
            return await services.GetRequiredService<Agon.Node.Data.NodeDb>().SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        await node.SettleAsync();

        (await node.QueryAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task a_message_of_a_change_that_was_not_saved_never_goes_out()
    {
        await node.InScopeAsync(services =>
        {
            services.GetRequiredService<Outbox>().Add(new Greeting("never"));
            return Task.FromResult(0);
        });

        await node.SettleAsync();

        (await node.QueryAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);
    }

    internal sealed record Greeting(string Text);
}
