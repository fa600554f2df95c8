using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Checks;

/// <summary>Looks at the addresses of nodes by itself: at an applicant's once it has called, at everybody's once a day. And sees to it that nothing stays of who is gone.</summary>
internal sealed partial class MemberWatch(IServiceScopeFactory scopes, Nudge<MemberWatch> nudge, TimeProvider clock, ILogger<MemberWatch> logger) : BackgroundService
{
    private const int BatchSize = 20;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5), GoodFor = TimeSpan.FromDays(1);

    /// <summary>Looks at those whose turn it is; returns how many.</summary>
    public async Task<int> CheckDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var old = clock.GetUtcNow() - GoodFor;
        var due = await scope.ServiceProvider.GetRequiredService<HubDb>().Members
            .Where(m => m.State != MemberState.Left && m.LastSeenAt != null && (m.CheckedAt == null || m.CheckedAt < old))
            .OrderBy(m => m.CheckedAt).Select(m => m.Slug).Take(BatchSize).ToListAsync(ct);
        foreach (var slug in due)
        {
            try
            {
                await scope.ServiceProvider.GetRequiredService<CheckNode>().ExecuteAsync(slug, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One node must not keep the others from being looked at.
                LogFailed(e, slug);
            }
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await CheckDueAsync(stoppingToken) == BatchSize)
                {
                }

                await using (var scope = scopes.CreateAsyncScope())
                {
                    await scope.ServiceProvider.GetRequiredService<EmptyGone>().ExecuteAsync(stoppingToken);
                }

                await nudge.WaitAsync(Round, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The hub stops.
            }
            catch (Exception e)
            {
                LogRoundFailed(e);
                await Task.Delay(Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking at the node {Slug} failed")]
    private partial void LogFailed(Exception exception, string slug);

    [LoggerMessage(LogLevel.Error, "A round of looking at nodes failed; the next round tries again")]
    private partial void LogRoundFailed(Exception exception);
}
