using System.Collections.Concurrent;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Fetches logos as soon as cards told of them: from a few nodes at once, from each one thing at a time, so that a slow one keeps only itself waiting.</summary>
internal sealed partial class LogoFetcher(
    IServiceScopeFactory scopes, Nudge<LogoFetcher> nudge, IOptions<CatalogueOptions> options, TimeProvider clock, ILogger<LogoFetcher> logger) : BackgroundService
{
    private const int MostNodes = 4;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1), Sweep = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Guid, Task> _busy = new();

    // Who waited longest for a turn comes first, whoever has how many.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _served = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private DateTimeOffset _sweptAt;

    /// <summary>Begins to fetch what is due from nodes that nothing is being fetched from.</summary>
    public async Task StartDueAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await LookAsync(ct);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Ends when nothing is being fetched any more.</summary>
    public Task IdleAsync() => Task.WhenAll(_busy.Values);

    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.FetchLogos && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
                await StartDueAsync(stoppingToken);
                await nudge.WaitAsync(Round, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The host stops.
            }
            catch (Exception e)
            {
                LogRoundFailed(e);
                await Task.Delay(Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await IdleAsync();
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var (now, busy) = (clock.GetUtcNow(), _busy.Keys.ToList());
        var due = await db.LogoFetches.Where(f => f.DueAt <= now && !busy.Contains(f.MemberId) && db.Members.Any(m => m.Id == f.MemberId && m.State == MemberState.Active))
            .Select(f => f.MemberId).Distinct().ToListAsync(ct);
        foreach (var member in due.OrderBy(m => _served.GetValueOrDefault(m)).Take(MostNodes - _busy.Count))
        {
            _served[member] = now;

            // Held until the task is in the table it leaves at its end.
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _busy[member] = FetchFromAsync(member, begin.Task, ct);
            begin.SetResult();
        }
    }

    private async Task FetchFromAsync(Guid member, Task begin, CancellationToken ct)
    {
        await begin;
        var isDone = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FetchLogos>().ExecuteAsync(member, ct);
            isDone = true;
        }
        catch (OperationCanceledException)
        {
            // The host stops; what was not fetched is still due.
        }
        catch (Exception e)
        {
            LogRoundFailed(e);
        }
        finally
        {
            _busy.TryRemove(member, out _);
            if (isDone)
            {
                // There may be more of it, or of one that waited.
                nudge.Give();
            }
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _sweptAt >= Sweep)
        {
            // First: a sweep that fails comes again in an hour, and keeps nothing from being fetched.
            _sweptAt = now;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SweepLogos>().ExecuteAsync(ct);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of fetching logos failed; nothing is lost, the next round tries again")]
    private partial void LogRoundFailed(Exception exception);
}
