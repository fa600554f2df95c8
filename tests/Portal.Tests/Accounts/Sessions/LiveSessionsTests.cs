using Agon.Portal.Accounts.Sessions;
using Agon.Testing;

namespace Agon.Portal.Tests.Accounts.Sessions;

public sealed class LiveSessionsTests
{
    private static readonly Guid Mei = Guid.AllBitsSet;
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void what_is_not_known_is_for_the_database_to_say() => new LiveSessions(_clock).IsAlive("a", Mei).ShouldBeNull();

    [Fact]
    public void what_was_found_alive_is_so_for_some_seconds_and_for_its_owner_only()
    {
        var live = new LiveSessions(_clock);
        live.Remember("a", Mei);

        live.IsAlive("a", Mei).ShouldBe(true);
        live.IsAlive("a", Guid.Empty).ShouldBe(false);
        _clock.Advance(SessionRules.Trusted);
        live.IsAlive("a", Mei).ShouldBeNull();
    }

    [Fact]
    public void an_answer_that_was_under_way_when_it_ended_does_not_bring_it_back()
    {
        var live = new LiveSessions(_clock);
        live.End("a");

        live.Remember("a", Mei);

        live.IsAlive("a", Mei).ShouldBe(false);
    }

    [Fact]
    public void what_is_over_is_forgotten()
    {
        var live = new LiveSessions(_clock);
        live.End("a");
        _clock.Advance(TimeSpan.FromMinutes(2));
        live.Remember("b", Mei);

        live.IsAlive("a", Mei).ShouldBeNull();
    }
}
