using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Tells an open page when an import has moved on, and when it is over.</summary>
internal static class WatchBundleImport
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task<IResult> HandleAsync(
        Guid id, ClaimsPrincipal visitor, NodeDb db, IServiceScopeFactory scopes, TimeProvider clock, CancellationToken ct)
    {
        var owner = visitor.AccountId;
        var isOperator = visitor.IsInRole(Operators.Role);
        return await db.BundleImports.AnyAsync(i => i.Id == id && (i.AccountId == owner || isOperator), ct)
            ? TypedResults.ServerSentEvents(EventsAsync(id, scopes, clock, ct))
            : TypedResults.NotFound();
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        Guid id, IServiceScopeFactory scopes, TimeProvider clock, [EnumeratorCancellation] CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        State? seen = null;
        do
        {
            if (await StateAsync(id, scopes, ct) is not { } state || state.IsOver)
            {
                yield return new SseItem<string>("", "done");
                yield break;
            }

            if (state != seen)
            {
                seen = state;
                yield return new SseItem<string>("", "changed");
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    // A scope for each look: an open page must not hold a connection to the database.
    private static async Task<State?> StateAsync(Guid id, IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NodeDb>().BundleImports.Where(i => i.Id == id)
            .Select(i => new State(i.Status, i.Step, i.Done)).SingleOrDefaultAsync(ct);
    }

    private sealed record State(BundleImportStatus Status, string? Step, long Done)
    {
        public bool IsOver => Status is BundleImportStatus.Imported or BundleImportStatus.Refused;
    }
}
