using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Node.Tests.Features.SignOn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

// What can not be noted, read or saved.
public sealed partial class NewsOfEndsTests
{
    [Theory]
    [InlineData("sid-1")]
    [InlineData(null)]
    public async Task what_can_not_be_noted_ends_each_time_and_is_never_news(string? sid)
    {
        var (_, browser, _) = await ComesByTheHubAsync();
        var newsId = new string('n', ReceivedLogout.TokenIdMaxLength + 1);

        (await node.DoAsync<EndSignOnSessions, bool>(v => v.OnceMoreAsync(_hub.Address, sid, null, newsId, Ct))).ShouldBeFalse();

        (await browser.WhoAsync() is null).ShouldBe(sid is not null, "what names nobody ends nothing");
    }

    public static TheoryData<SessionEnd?, AccountEnd?> Unreadable => new()
    {
        { new SessionEnd(Guid.Empty, "a\0b", null), null }, { new SessionEnd(Guid.Empty, null, new string('s', 256)), null }, { null, null },
        { null, new AccountEnd(Guid.Empty, "") }, { null, new AccountEnd(Guid.Empty, "a\0b") }, { null, new AccountEnd(Guid.Empty, new string('s', 256)) },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task news_that_can_not_be_are_an_answer_that_can_not_be_read_and_the_page_says_so(SessionEnd? session, AccountEnd? account)
    {
        if (account is null)
        {
            _hub.EndedSessions.Add(session!);
        }
        else
        {
            _hub.DeletedAccounts.Add(account);
        }

        var membership = (await CallAsync())!;

        membership.LastError.ShouldBe(FederationMessages.Unreadable);
        membership.NextCallAt!.Value.ShouldBeGreaterThan(node.Clock.GetUtcNow());
    }

    [Fact]
    public async Task an_answer_that_can_not_be_saved_is_a_call_that_failed()
    {
        _hub.EndedSessions.Add(new SessionEnd(NewId(), "sid-1", null));
        var saves = 0;
        var membership = await node.InScopeAsync(async s =>
        {
            s.GetRequiredService<NodeDb>().SavingChanges += (_, _) => _ = saves++ == 0 ? throw new DbUpdateException("The disk is full.") : 0;
            return await s.GetRequiredService<CallHub>().ExecuteAsync(Ct);
        });

        (membership!.LastError, membership.Failures).ShouldBe((FederationMessages.NotSaved, 1));
        (await node.QueryAsync(db => db.Memberships.AsNoTracking().SingleAsync(Ct))).LastError.ShouldBe(FederationMessages.NotSaved);
        (await CallAsync())!.LastError.ShouldBeNull();
    }
}
