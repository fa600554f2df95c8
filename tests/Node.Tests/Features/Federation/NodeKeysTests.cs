using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

public sealed class NodeKeysTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task there_is_one_current_key_however_many_need_it_first_at_once()
    {
        await ForgetAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CurrentIdAsync()));

        ids.Distinct().ShouldHaveSingleItem();
        (await CurrentIdAsync()).ShouldBe(ids[0]);
    }

    [Fact]
    public async Task the_private_key_is_not_readable_in_the_database()
    {
        await CurrentIdAsync();

        var stored = Convert.FromBase64String((await node.QueryAsync(db => db.NodeKeys.FirstAsync(k => k.Use == NodeKeyUse.Current))).Protected);

        Should.Throw<System.Security.Cryptography.CryptographicException>(() => SigningKey.Import(SigningAlgorithm.ES256, stored));
    }

    [Fact]
    public async Task what_it_signs_is_verified_with_what_it_publishes()
    {
        await node.InScopeAsync(async services =>
        {
            var keys = services.GetRequiredService<NodeKeys>();
            var key = await keys.CurrentAsync(Ct);
            var token = key.Sign("test", new JsonObject { ["iss"] = "me" });
            var expected = new TokenExpectation { Types = ["test"], NeedsExpiry = false };
            SignedTokens.Verify(token, expected, (await keys.PublicAsync(Ct)).Keys, node.Clock.GetUtcNow()).ShouldBeOfType<TokenReading.Accepted>();
            return 0;
        });
    }

    [Fact]
    public async Task during_a_roll_both_keys_are_published_and_after_it_only_the_new_one()
    {
        await ForgetAsync();
        var old = await CurrentIdAsync();
        var next = await KeysAsync(async k => (await k.BeginRollAsync(Ct)).KeyId);

        (await KeysAsync(async k => (await k.BeginRollAsync(Ct)).KeyId)).ShouldBe(next, "a roll that has begun goes on");
        (await CurrentIdAsync()).ShouldBe(old);
        (await PublishedAsync()).ShouldBe([old, next]);

        await KeysAsync(async k =>
        {
            await k.EndRollAsync(Ct);
            await k.EndRollAsync(Ct);
            return 0;
        });
        (await CurrentIdAsync()).ShouldBe(next);
        (await PublishedAsync()).ShouldBe([next]);
    }

    [Fact]
    public async Task a_key_is_read_once_and_counts_as_long_as_the_database_says()
    {
        var first = await KeysAsync(k => k.CurrentAsync(Ct));
        (await KeysAsync(k => k.CurrentAsync(Ct))).ShouldBeSameAs(first);

        await ForgetAsync();

        (await CurrentIdAsync()).ShouldNotBe(first.KeyId);
    }

    private Task<T> KeysAsync<T>(Func<NodeKeys, Task<T>> work) => node.InScopeAsync(s => work(s.GetRequiredService<NodeKeys>()));

    private Task<string> CurrentIdAsync() => KeysAsync(async k =>
    {
        var key = await k.CurrentAsync(Ct);
        return key.KeyId;
    });

    private Task<string[]> PublishedAsync() => KeysAsync(async k => (await k.PublicAsync(Ct)).Keys.Select(key => key.Kid!).ToArray());

    private Task<int> ForgetAsync() => node.QueryAsync(db => db.NodeKeys.ExecuteDeleteAsync(Ct));
}
