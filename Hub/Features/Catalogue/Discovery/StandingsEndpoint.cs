using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Hands out standings with the node's signatures, so that a stranger can check that this hub shows what the node told.</summary>
internal static class StandingsEndpoint
{
    private const int PageSize = 500;

    public static void MapSignedStandings(this WebApplication app) =>
        app.MapGet("/competitions/{slug}/standings/{phase:int}.json", ReadAsync).AllowAnonymous();

    private static async Task<IResult> ReadAsync(string slug, int phase, string? page, HubDb db, ReadListing read, CancellationToken ct)
    {
        if (await read.ExecuteAsync(slug, ct) is not { IsShown: true } view || view.Listing.Phases.Find(p => p.Number == phase) is not { } of
            || await db.Standings.AsNoTracking().SingleOrDefaultAsync(s => s.ListingId == view.Listing.Id && s.Key == of.Key, ct) is not { } standings)
        {
            return Results.NotFound();
        }

        var paging = Paging.Of(int.TryParse(page, out var number) ? number : null, PageSize, standings.Entries);
        var rows = await db.StandingsRows.AsNoTracking().Where(r => r.StandingsId == standings.Id).OrderBy(r => r.Key).Skip(paging.Skip).Take(PageSize).ToListAsync(ct);
        var history = await db.BestScores.AsNoTracking().Where(b => b.StandingsId == standings.Id).OrderBy(b => b.Number).ToListAsync(ct);
        return Results.Json(new SignedStandings
        {
            Node = view.Node.Address,
            Keys = new JsonWebKeySet(view.Node.FactKeys),
            Standings = new SignedFact(RecordKinds.Standings, standings.Key, standings.Body, standings.Signature),
            Entries = [.. rows.Select(r => new SignedFact(RecordKinds.Entry, $"{standings.Key}/{r.Key}", r.Body, r.Signature))],
            Page = paging.Page,
            Pages = paging.Pages,
            Total = paging.Total,
            History = [.. history.Select(b => new SignedBest(b.At, b.EntryKey is { } key ? $"{standings.Key}/{key}" : null, b.Score, b.Signature))],
        });
    }
}

/// <summary>Standings of a phase with what proves them.</summary>
internal sealed record SignedStandings
{
    /// <summary>The node's address: who signed (<c>iss</c>).</summary>
    public required string Node { get; init; }

    /// <summary>The node's keys, those from before as well; the node itself publishes the newest in its description.</summary>
    public required JsonWebKeySet Keys { get; init; }

    public required SignedFact Standings { get; init; }

    /// <summary>A page of the entries, in the order of their keys: ranks follow from the scores.</summary>
    public required IReadOnlyList<SignedFact> Entries { get; init; }

    public required int Page { get; init; }
    public required int Pages { get; init; }
    public required int Total { get; init; }

    /// <summary>How the best score developed, the oldest first.</summary>
    public required IReadOnlyList<SignedBest> History { get; init; }
}

/// <summary>A fact as the node told it.</summary>
/// <param name="Kind">A word of <see cref="RecordKinds"/>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Body">The very text whose SHA-256 is signed; null if it named somebody whose account is deleted.</param>
/// <param name="Signature">The token (<see cref="FeedTokens.Fact"/>).</param>
internal sealed record SignedFact(string Kind, string Key, string? Body, string Signature);

/// <summary>From when on which score was the best.</summary>
internal sealed record SignedBest(DateTimeOffset At, string? Entry, double? Score, string? Signature);
