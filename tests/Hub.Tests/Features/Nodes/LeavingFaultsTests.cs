using System.Data.Common;
using System.Net;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Tests.Features.SignOn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

/// <summary>A node that leaves while the hub fails, or while others do something in the same instant.</summary>
public sealed class LeavingFaultsTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();
    private readonly Faults _faults = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub.Replace = services => services.AddSingleton<IInterceptor>(_faults);
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("logout_deliveries")]
    [InlineData("consents")]
    [InlineData("grants")]
    public async Task a_hub_that_fails_in_the_middle_has_done_nothing_and_does_all_when_asked_again(string table)
    {
        using var node = await UsedAsync();
        _faults.FailsAtDeletionFrom = table;

        (await node.LeaveAsync()).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await StandAsync(node)).ShouldBe((MemberState.Active, true, 1, 1));

        _faults.FailsAtDeletionFrom = null;
        (await node.LeaveAsync()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StandAsync(node)).ShouldBe((MemberState.Left, false, 0, 0));
    }

    [Fact]
    public async Task a_node_that_is_told_that_it_left_has_left_whatever_a_curator_decided_in_the_same_instant()
    {
        using var node = await UsedAsync();
        _faults.BeforeClientIsRead = () => node.DecideAsync(MemberAct.Suspend);

        (await node.LeaveAsync()).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await StandAsync(node)).ShouldBe((MemberState.Left, false, 0, 0));
        (await _hub.QueryAsync(db => db.MemberChanges.Where(c => db.Members.Any(m => m.Id == c.MemberId && m.Slug == node.Answer.Slug)).Select(c => c.Act).ToListAsync(Ct)))
            .ShouldBe([MemberAct.Approve, MemberAct.Suspend, MemberAct.Leave], ignoreOrder: true);
    }

    [Fact]
    public async Task what_came_in_while_it_left_is_deleted_soon_and_nobody_elses()
    {
        using var node = await UsedAsync();
        using var other = await UsedAsync();
        await node.LeaveAsync();
        await ComeInAsync(node);
        (await StandAsync(node)).ShouldBe((MemberState.Left, false, 1, 1));

        (await EmptyAsync()).ShouldBe(1);

        (await StandAsync(node)).ShouldBe((MemberState.Left, false, 0, 0));
        (await StandAsync(other)).ShouldBe((MemberState.Active, true, 1, 1));
        (await EmptyAsync()).ShouldBe(0);
    }

    private Task<int> EmptyAsync() => _hub.InScopeAsync(s => s.GetRequiredService<EmptyGone>().ExecuteAsync(Ct));

    // Where it stands, whether sign-on serves it, and how many consents and grants it has.
    private Task<(MemberState State, bool IsServed, int Consents, int Grants)> StandAsync(FakeNode node) => _hub.QueryAsync(async db => (
        (await db.Members.AsNoTracking().SingleAsync(m => m.Slug == node.Answer.Slug, Ct)).State,
        await db.Clients.Where(c => c.ClientId == node.Answer.ClientId).Select(c => c.IsEnabled).SingleAsync(Ct),
        await db.Consents.CountAsync(c => c.ClientId == node.Answer.ClientId, Ct),
        await db.Grants.CountAsync(g => g.ClientId == node.Answer.ClientId, Ct)));

    private async Task<FakeNode> UsedAsync()
    {
        var node = await FakeNode.EnrolledAsync(_hub, MemberAct.Approve);
        await ComeInAsync(node);
        return node;
    }

    // Somebody agrees and signs in there.
    private async Task ComeInAsync(FakeNode node)
    {
        var email = await _hub.Account();
        await _hub.SignedIn(email);
        var session = (await SignOnStage.SessionsAsync(_hub, email)).Single();
        await SignOnStage.GiveAsync(_hub, session, await _hub.QueryAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.ClientId == node.Answer.ClientId, Ct)));
        await _hub.QueryAsync(db =>
        {
            db.Add(new Consent { AccountId = session.AccountId, ClientId = node.Answer.ClientId, Scopes = "openid", Claims = "", GivenAt = _hub.Clock.GetUtcNow() });
            return db.SaveChangesAsync(Ct);
        });
    }

    private sealed class Faults : DbCommandInterceptor
    {
        public string? FailsAtDeletionFrom { get; set; }

        public Func<Task>? BeforeClientIsRead { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            FailsAtDeletionFrom is { } table && command.CommandText.Replace("\"", "", StringComparison.Ordinal).StartsWith($"DELETE FROM {table} ", StringComparison.OrdinalIgnoreCase)
                ? throw new InvalidOperationException("The disk is gone.")
                : ValueTask.FromResult(result);

        // The node's record was read before.
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (BeforeClientIsRead is { } act && command.CommandText.Replace("\"", "", StringComparison.Ordinal).Contains("FROM clients ", StringComparison.OrdinalIgnoreCase))
            {
                BeforeClientIsRead = null;
                await act();
            }

            return result;
        }
    }
}
