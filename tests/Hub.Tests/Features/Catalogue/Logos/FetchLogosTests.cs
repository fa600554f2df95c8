using Agon.Hub.Features.Catalogue.Logos;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Hub.Tests.Features.Catalogue.Visits;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Logos;

/// <summary>The hub visits real listeners on this machine, so it is allowed private addresses but where a test says otherwise.</summary>
public sealed partial class FetchLogosTests : IAsyncLifetime
{
    private readonly HubHost _hub = VisitedNode.Quiet();
    private readonly FailingStore _store = new();
    private VisitedNode _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var quiet = _hub.Replace;
        _hub.Replace = services =>
        {
            quiet(services);
            services.AddSingleton<IInterceptor>(_store);
        };
        await _hub.InitializeAsync();
        _node = await VisitedNode.OpenAsync(_hub);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task a_logo_is_fetched_once_and_kept()
    {
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture, "text/html");
        var key = await _node.TellAsync(VisitedNode.Picture);

        await _node.FetchAsync();
        await _node.FetchAsync();

        (await _node.KeptAsync()).ShouldBe([VisitedNode.Sha256(VisitedNode.Picture)]);
        (await _node.DueAsync(key)).ShouldBeNull();
        _node.Visits.ShouldBe([$"GET /logo/{key}"]);
    }

    [Fact]
    public async Task a_card_with_a_logo_wakes_the_fetcher_and_one_without_or_with_one_that_is_kept_does_not()
    {
        var nudge = _hub.Services.GetRequiredService<Nudge<LogoFetcher>>();
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        await _node.TellAsync(VisitedNode.Picture);
        nudge.TryTake().ShouldBeTrue();
        await _node.FetchAsync();
        nudge.TryTake().ShouldBeTrue();

        await _node.TellAsync(null, title: "Oats");
        await _node.TellAsync(VisitedNode.Picture, title: "Rye");

        nudge.TryTake().ShouldBeFalse();
        _node.Visits.Count.ShouldBe(1);
    }

    [Fact]
    [Refuses(VisitProblem.Unreachable)]
    public async Task a_node_that_is_away_is_asked_once_for_all_and_gets_time()
    {
        var keys = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            keys.Add(await _node.TellAsync([.. VisitedNode.Picture, (byte)i]));
        }

        await _node.StopAsync();
        await _node.FetchAsync();

        var due = await Task.WhenAll(keys.Select(_node.DueAsync));
        due.Select(d => Refused.See(d!.Problem!.Value)).ShouldAllBe(p => p == VisitProblem.Unreachable);
        due.Sum(d => d!.Tries).ShouldBe(1);
        due.ShouldAllBe(d => d!.DueAt > _hub.Clock.GetUtcNow());
    }

    [Fact]
    public async Task what_failed_is_tried_again_for_days_and_then_given_up_until_the_card_tells_another()
    {
        _node.Answer = VisitedNode.Says(503);
        var key = await _node.TellAsync(VisitedNode.Picture);
        var begun = _hub.Clock.GetUtcNow();
        var waits = new List<TimeSpan>();
        await _node.FetchAsync();
        while (await _node.DueAsync(key) is { DueAt: { } next })
        {
            waits.Add(next - _hub.Clock.GetUtcNow());
            waits.Count.ShouldBeLessThan(20);
            _hub.Clock.MoveTo(next);
            await _node.FetchAsync();
        }

        waits[0].ShouldBeInRange(TimeSpan.FromSeconds(48), TimeSpan.FromSeconds(72));
        (_hub.Clock.GetUtcNow() - begun).ShouldBeInRange(TimeSpan.FromDays(3), TimeSpan.FromDays(7));
        (await _node.DueAsync(key))!.Tries.ShouldBe(waits.Count + 1);

        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        await _node.FetchAsync();
        await _node.SweepAsync();
        (await _node.KeptAsync()).ShouldBeEmpty();
        await _node.TellAsync(VisitedNode.Picture, key, "Wheat seeds, again");
        await _node.FetchAsync();
        (await _node.KeptAsync()).ShouldBeEmpty("a card that changes otherwise makes nobody ask for more");
        byte[] other = [.. VisitedNode.Picture, 0];
        _node.Answer = VisitedNode.Sends(other);
        await _node.TellAsync(other, key);
        await _node.FetchAsync();

        (await _node.KeptAsync()).Count.ShouldBe(1);
        (await _node.DueAsync(key)).ShouldBeNull();
    }

    [Fact]
    public async Task another_logo_takes_the_place_of_the_one_before_and_what_nobody_shows_goes()
    {
        byte[] other = [.. VisitedNode.Picture, 1];
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        var key = await _node.TellAsync(VisitedNode.Picture);
        await _node.FetchAsync();

        _node.Answer = VisitedNode.Sends(other);
        await _node.TellAsync(other, key);
        await _node.FetchAsync();
        await _node.SweepAsync();
        (await _node.KeptAsync()).ShouldBe([VisitedNode.Sha256(other)]);

        await _node.TellAsync(null, key);
        await _node.SweepAsync();
        (await _node.KeptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_card_that_changes_while_its_logo_is_fetched_has_the_other_one_fetched()
    {
        byte[] other = [.. VisitedNode.Picture, 1];
        var key = await _node.TellAsync(VisitedNode.Picture);
        _node.Answer = async c =>
        {
            _node.Answer = VisitedNode.Sends(other);
            await _node.TellAsync(other, key);
            await VisitedNode.Sends(VisitedNode.Picture)(c);
        };

        await _node.FetchAsync();
        (await _node.DueAsync(key))!.Sha256.ShouldBe(VisitedNode.Sha256(other));
        await _node.FetchAsync();
        await _node.SweepAsync();

        (await _node.KeptAsync()).ShouldBe([VisitedNode.Sha256(other)]);
    }

    [Fact]
    public async Task a_hub_that_dies_before_it_kept_a_logo_fetches_it_again()
    {
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        var key = await _node.TellAsync(VisitedNode.Picture);
        _store.Fails = true;

        await _node.FetchAsync();
        (await _node.KeptAsync()).ShouldBeEmpty();
        (await _node.DueAsync(key))!.Tries.ShouldBe(0);

        _store.Fails = false;
        await _node.FetchAsync();
        (await _node.KeptAsync()).Count.ShouldBe(1);
        (await _node.DueAsync(key)).ShouldBeNull();
    }

    [Fact]
    public async Task a_sweep_finds_logos_that_nobody_fetches_and_forgets_those_nobody_wants()
    {
        _node.Answer = VisitedNode.Sends(VisitedNode.Picture);
        var (lost, gone) = (await _node.TellAsync(VisitedNode.Picture), await _node.TellAsync([.. VisitedNode.Picture, 1], title: "Oats"));
        await _hub.QueryAsync(async db =>
        {
            await db.LogoFetches.ExecuteDeleteAsync(Ct);
            return await db.Listings.Where(l => l.Key == gone).ExecuteUpdateAsync(set => set.SetProperty(l => l.LogoSha256, (string?)null), Ct);
        });

        await _node.SweepAsync();

        (await _node.DueAsync(lost)).ShouldNotBeNull();
        (await _node.DueAsync(gone)).ShouldBeNull();
    }

    private async Task<LogoFetch> MissedAsync(VisitProblem problem, byte[]? told = null)
    {
        var key = await _node.TellAsync(told ?? VisitedNode.Picture);
        await _node.FetchAsync();

        var due = (await _node.DueAsync(key))!;
        Refused.See(due.Problem!.Value).ShouldBe(problem);
        VisitMessages.Word(problem, due.Status).ShouldNotBeEmpty();
        (due.Tries, due.TriedAt).ShouldBe((1, _hub.Clock.GetUtcNow()));
        (await _node.KeptAsync()).ShouldBeEmpty();
        return due;
    }

    private sealed class FailingStore : SaveChangesInterceptor
    {
        public bool Fails { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Fails && eventData.Context!.ChangeTracker.Entries<StoredLogo>().Any() ? throw new IOException("The disk is full.") : ValueTask.FromResult(result);
    }
}
