using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Messaging;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Tells an open page when an import has moved on, and when it is over.</summary>
internal static class WatchBundleImport
{
    public static async Task<IResult> HandleAsync(Guid id, ClaimsPrincipal visitor, NodeDb db, News news, HttpContext context, CancellationToken ct)
    {
        var owner = visitor.AccountId;
        var isOperator = visitor.IsInRole(Operators.Role);
        if (!await db.BundleImports.AnyAsync(i => i.Id == id && (i.AccountId == owner || isOperator), ct))
        {
            return TypedResults.NotFound();
        }

        State? seen = null;
        return news.Tell(context, id, LookAsync);

        // Another process may be unpacking it: then only the breaths find out.
        async IAsyncEnumerable<SseItem<string>> LookAsync(bool wasTold, [EnumeratorCancellation] CancellationToken ended)
        {
            var state = await db.BundleImports.Where(i => i.Id == id).Select(i => new State(i.Status, i.Step, i.Done)).SingleOrDefaultAsync(ended);
            if (state is null or { IsOver: true })
            {
                yield return News.Item(News.Done);
            }
            else if (state != seen)
            {
                seen = state;
                yield return News.Item(News.Changed);
            }
        }
    }

    private sealed record State(BundleImportStatus Status, string? Step, long Done)
    {
        public bool IsOver => Status is BundleImportStatus.Imported or BundleImportStatus.Refused;
    }
}
