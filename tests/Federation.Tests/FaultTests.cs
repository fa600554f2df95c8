using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Agon.Federation.Tests;

/// <summary>
/// Nodes and their hub, real but for the wire and the clock, through losses, doublings, delays and deaths on either side. Afterwards the hub is the union
/// of the nodes. <c>AGON_FAULT_CHANGES</c>, <c>AGON_FAULT_NODES</c> and <c>AGON_FAULT_SEED</c> make it larger or repeat one.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly int Nodes = Setting("AGON_FAULT_NODES", 3), Changes = Setting("AGON_FAULT_CHANGES", 300), Seed = Setting("AGON_FAULT_SEED", Environment.TickCount);

    [Fact]
    public async Task whatever_gets_lost_and_whoever_dies_the_hub_ends_as_the_union_of_its_nodes()
    {
        var took = Stopwatch.StartNew();
        var (dice, clock) = (new Random(Seed), new ManualClock(new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero)));
        await using var hub = new SimulatedHub(clock);
        await hub.StartAsync();
        using var wire = new Wire(dice, () => hub.Handler);
        var nodes = Enumerable.Range(1, Nodes).Select(i => new SimulatedNode(i, clock, wire)).ToList();
        try
        {
            foreach (var node in nodes)
            {
                await node.StartAsync();
                await node.JoinAsync(hub);
                await node.World.BeginAsync(3);
            }

            wire.Trouble = 30;
            var (restarts, began) = (0, took.Elapsed);
            for (var change = 0; change < Changes; change++)
            {
                var node = nodes[dice.Next(nodes.Count)];
                await AliveOrDeadAsync(node.Faults, dice, 3, () => node.World.ChangeAsync(dice));
                clock.Advance(TimeSpan.FromMilliseconds(dice.Next(3000)));
                if (dice.Next(4) == 0)
                {
                    await AliveOrDeadAsync(node.Faults, dice, 10, node.WriteAsync);
                    await AliveOrDeadAsync(hub.Faults, dice, 20, () => AliveOrDeadAsync(node.Faults, dice, 10, node.DeliverAsync));
                }

                if (dice.Next(40) == 0)
                {
                    await AliveOrDeadAsync(hub.Faults, dice, 50, wire.CatchUpAsync);
                }

                if (dice.Next(Math.Max(50, Changes / 40)) == 0)
                {
                    restarts++;
                    await (dice.Next(3) == 0 ? hub.RestartAsync() : node.RestartAsync());
                }
            }

            var stormy = took.Elapsed - began;
            wire.Trouble = 0;
            await wire.CatchUpAsync();
            await SettleAsync(nodes, clock);
            var facts = 0;
            foreach (var node in nodes)
            {
                facts += await ShouldBeAlikeAsync(node, hub);
            }

            var happened = string.Join(", ", wire.Happened.Select(h => $"{h.Value} {h.Key}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}: {Nodes} nodes, {Changes} changes in {stormy.TotalSeconds:0.0} s of {took.Elapsed.TotalSeconds:0.0} s; {facts} facts alike; {happened}; {nodes.Sum(n => n.Faults.Deaths)} deaths of nodes, {hub.Faults.Deaths} of the hub, {restarts} restarts"));
        }
        catch (Exception e) when (e is not ShouldAssertException { Data.Count: > 0 })
        {
            throw new ShouldAssertException($"With AGON_FAULT_SEED={Seed} AGON_FAULT_NODES={Nodes} AGON_FAULT_CHANGES={Changes}: {e.Message}", e);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    // Whoever died, died; what was not committed did not happen.
    private static async Task AliveOrDeadAsync(Faults faults, Random dice, int percent, Func<Task> act)
    {
        if (dice.Next(100) < percent)
        {
            switch (dice.Next(4))
            {
                case 0:
                    faults.BeforeCommit();
                    break;
                case 1:
                    faults.AfterCommit();
                    break;
                default:
                    faults.AfterCommands(dice.Next(25));
                    break;
            }
        }

        try
        {
            await act();
        }
        catch (Exception e) when (e.GetBaseException() is ProcessDied)
        {
        }
        finally
        {
            faults.Disarm();
        }
    }

    // As long as something is noted or to be delivered, time passes and both do their work.
    private static async Task SettleAsync(List<SimulatedNode> nodes, ManualClock clock)
    {
        foreach (var node in nodes)
        {
            for (var round = 0; round < 20; round++)
            {
                clock.Advance(TimeSpan.FromHours(1));
                await node.CallAsync();
                await node.WriteAsync();
                await node.DeliverAsync();
                var (noted, head, delivery) = (await node.QueryAsync(db => db.FeedChanges.CountAsync()), await node.QueryAsync(db => db.FeedHeads.Select(h => h.Last).SingleAsync()), await node.DeliveryAsync());
                if (noted == 0 && delivery is { LastError: null } && delivery.Cursor == head)
                {
                    break;
                }
            }
        }
    }

    private static async Task<int> ShouldBeAlikeAsync(SimulatedNode node, SimulatedHub hub)
    {
        var (expected, shown) = await node.PublicAsync();
        var ledger = await hub.LedgerAsync(node.Address);
        expected.Keys.Except(ledger.Keys).ShouldBeEmpty($"lost: {node.Address}; {await WhyAsync(node, hub, expected.Keys.Except(ledger.Keys).FirstOrDefault())}");
        ledger.Keys.Except(expected.Keys).ShouldBeEmpty($"phantoms: {node.Address}");
        expected.Where(f => ledger[f.Key] != f.Value).Select(f => f.Key).ShouldBeEmpty($"of another content: {node.Address}");
        (await hub.ShownAsync(node.Address)).ShouldBe(shown, ignoreOrder: true);
        (await node.QueryAsync(db => db.ToldFacts.CountAsync(f => f.Problem != null))).ShouldBe(0, "the hub refuses nothing");
        (await InventoryAsync(node)).ShouldBe((expected.Count, 0), "and the digests say the same");
        return expected.Count;
    }

    // What both sides know of a fact.
    private static async Task<string> WhyAsync(SimulatedNode node, SimulatedHub hub, string? name)
    {
        var key = name?[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var told = await node.QueryAsync(db => db.ToldFacts.AsNoTracking().Where(f => f.Key == key).ToListAsync());
        var noted = await node.QueryAsync(db => db.FeedChanges.AsNoTracking().ToListAsync());
        var problems = await hub.QueryAsync(db => db.IntakeProblems.AsNoTracking().Where(p => p.Key == key).ToListAsync());
        var delivery = await node.DeliveryAsync();
        return string.Join("; ", [
            .. told.Select(f => $"told {f.Kind} {f.Sequence} {f.Withdrawn} {f.Problem} {f.Detail}"), .. problems.Select(p => $"refused {p.Sequence} {p.Problem}"),
            .. noted.Select(c => $"noted {c.Scope} {c.OwnerId} {c.Failures} {c.Error} {c.NextTryAt:u}"), $"delivered {delivery?.Cursor} {delivery?.LastError}"]);
    }

    private static async Task<(int Told, int Again)> InventoryAsync(SimulatedNode node)
    {
        await node.QueryAsync(db => db.InventoryDeliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.NextAt, DateTimeOffset.UnixEpoch)));
        await node.DeliverAsync();
        var state = await node.QueryAsync(db => db.InventoryDeliveries.AsNoTracking().SingleAsync());
        state.LastError.ShouldBeNull();
        return (state.Told, state.Again);
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
