using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Keys;

public sealed class KeyRollTests : IAsyncLifetime
{
    private readonly HubHost _hub = QuietHub.Of(new HubHost());
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task the_published_keys_verify_what_the_hub_signs_and_show_nothing_private()
    {
        var answer = await _hub.Client().GetAsync("/connect/jwks", Ct);

        var document = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        document.GetProperty("keys").EnumerateArray().SelectMany(k => k.EnumerateObject()).Select(m => m.Name).ShouldNotContain("d");
        foreach (var algorithm in Enum.GetValues<SigningAlgorithm>())
        {
            Verify(await SignAsync(algorithm), JsonWebKeySet.Read(document).Keys).ShouldBeOfType<TokenReading.Accepted>();
        }
    }

    [Fact]
    public async Task a_private_key_is_not_in_the_database()
    {
        await PublishedAsync();

        foreach (var key in await _hub.QueryAsync(db => db.SignOnKeys.ToListAsync()))
        {
            Should.Throw<Exception>(() => SigningKey.Import(key.Algorithm, Convert.FromBase64String(key.ProtectedKey)));
        }
    }

    [Fact]
    public async Task a_key_is_published_before_it_signs_and_after_until_all_it_signed_has_expired()
    {
        var first = KeyOf(await SignAsync(SigningAlgorithm.ES256));
        _hub.Clock.Advance(89 * Day + TimeSpan.FromMinutes(2));
        var old = await SignAsync(SigningAlgorithm.ES256);
        var next = (await PublishedAsync()).Where(k => k.Algorithm == SigningAlgorithm.ES256).Select(k => k.Kid!).Except([first]).ShouldHaveSingleItem();
        KeyOf(old).ShouldBe(first);

        _hub.Clock.Advance(Day);
        KeyOf(await SignAsync(SigningAlgorithm.ES256)).ShouldBe(next);
        Verify(old, await PublishedAsync(), Day).ShouldBeOfType<TokenReading.Accepted>();

        _hub.Clock.Advance(SignOnRules.RetiredKey);
        (await PublishedAsync()).Select(k => k.Kid!).ShouldNotContain(first);
    }

    [Fact]
    public async Task after_a_long_sleep_the_next_key_is_still_published_a_day_before_it_signs()
    {
        var first = KeyOf(await SignAsync(SigningAlgorithm.ES256));
        _hub.Clock.Advance(400 * Day);

        KeyOf(await SignAsync(SigningAlgorithm.ES256)).ShouldBe(first);
        _hub.Clock.Advance(Day + TimeSpan.FromMinutes(1));
        KeyOf(await SignAsync(SigningAlgorithm.ES256)).ShouldNotBe(first);
    }

    [Fact]
    public async Task hubs_that_share_a_database_make_one_key_at_a_time()
    {
        await PublishedAsync();
        _hub.Clock.Advance(89 * Day + TimeSpan.FromMinutes(2));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _hub.InScopeAsync(s => s.GetRequiredService<RollSignOnKeys>().ExecuteAsync(Ct))));

        var now = _hub.Clock.GetUtcNow();
        (await _hub.QueryAsync(db => db.SignOnKeys.CountAsync(k => k.Algorithm == SigningAlgorithm.RS256 && k.SignsFrom > now))).ShouldBe(1);
    }

    [Fact]
    public async Task a_key_that_can_not_be_read_any_more_is_replaced_at_once()
    {
        await PublishedAsync();
        await _hub.QueryAsync(db => db.SignOnKeys.ExecuteUpdateAsync(set => set.SetProperty(k => k.ProtectedKey, Convert.ToBase64String(new byte[80])), Ct));
        _hub.Clock.Advance(TimeSpan.FromMinutes(2));

        using var keys = ActivatorUtilities.CreateInstance<SignOnKeys>(_hub.Services);

        Verify(await keys.SignAsync(SigningAlgorithm.ES256, "JWT", Claims(), Ct), await keys.PublishedAsync(Ct)).ShouldBeOfType<TokenReading.Accepted>();
    }

    private static string KeyOf(string token)
    {
        SignedTokens.TryPeek(token, out var header, out _).ShouldBeTrue();
        return header.GetProperty("kid").GetString()!;
    }

    private Task<string> SignAsync(SigningAlgorithm algorithm) => _hub.Services.GetRequiredService<SignOnKeys>().SignAsync(algorithm, "JWT", Claims(), Ct);

    private JsonObject Claims() => new() { ["sub"] = "ada", ["exp"] = (_hub.Clock.GetUtcNow() + TimeSpan.FromMinutes(5)).ToUnixTimeSeconds() };

    private TokenReading Verify(string token, IReadOnlyList<JsonWebKey> keys, TimeSpan skew = default) =>
        SignedTokens.Verify(token, new TokenExpectation { Types = ["JWT"], Skew = skew }, keys, _hub.Clock.GetUtcNow());

    private async Task<IReadOnlyList<JsonWebKey>> PublishedAsync() =>
        JsonWebKeySet.Read(await _hub.Client().GetFromJsonAsync<JsonElement>("/connect/jwks", Ct)).Keys;
}
