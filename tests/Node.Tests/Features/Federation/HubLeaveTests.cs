using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Federation;

public sealed class HubLeaveTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_node_of_no_hub_has_none_to_leave()
    {
        await node.QueryAsync(db => db.Memberships.ExecuteDeleteAsync(Ct));

        (await RunAsync()).ShouldBe((1, "", FederationMessages.NoHub));
    }

    [Fact]
    public async Task it_leaves_a_hub_that_does_not_answer_at_once_and_tells_it_later()
    {
        await node.QueryAsync(async db =>
        {
            await db.Memberships.ExecuteDeleteAsync(Ct);
            db.Memberships.Add(new Membership
            {
                // Nobody listens there.
                Hub = "http://127.0.0.1:9",
                HubName = "The Hub",
                ClientId = "node-1",
                Slug = "alpha",
                Challenge = "c",
                State = MemberState.Active,
                CallEverySeconds = 60,
                JoinedAt = node.Clock.GetUtcNow(),
            });
            return await db.SaveChangesAsync(Ct);
        });

        (await RunAsync()).ShouldBe((0, FederationMessages.HasLeft(isTold: false), ""));

        var membership = await node.QueryAsync(db => db.Memberships.AsNoTracking().SingleAsync(Ct));
        (membership.IsLeaving, membership.IsServed, membership.NextCallAt is not null).ShouldBe((true, false, true));
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync()
    {
        using StringWriter output = new(), error = new();
        string[] settings =
        [
            $"--Data:Directory={node.DataDirectory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={node.ConnectionString}",
        ];
        var exitCode = await NodeCommandLine.RunAsync(["hub", "leave", .. settings], output, error);
        return (exitCode, output.ToString().Trim(), error.ToString().Trim());
    }
}
