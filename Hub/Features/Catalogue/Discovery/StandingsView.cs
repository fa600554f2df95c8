using System.Globalization;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>A page of a phase's standings, as its node published them.</summary>
internal sealed record StandingsView
{
    // Beyond it decimals say nothing, and digits fill the page.
    private const double Plain = 1e15;

    /// <summary>The phases that have standings, in order.</summary>
    public required IReadOnlyList<ListingPhase> Phases { get; init; }

    /// <summary>The one shown.</summary>
    public required ListingPhase Phase { get; init; }

    public required Standings Standings { get; init; }

    /// <summary>Its columns, read once.</summary>
    public required IReadOnlyList<StandingsColumn> Columns { get; init; }

    public required IReadOnlyList<RankedRow> Rows { get; init; }
    public required Paging Paging { get; init; }

    /// <summary>The id of the node's key that signed them; null if it can't be read.</summary>
    public string? KeyId => SignedTokens.TryPeek(Standings.Signature, out var header, out _) && header.TryGetProperty("kid", out var kid) ? kid.GetString() : null;

    /// <summary>How the best score developed.</summary>
    public required HistoryView History { get; init; }

    /// <summary>A value as the column has it written.</summary>
    public static string Written(RankedRow row, StandingsColumn column) => row.Scores.TryGetValue(column.Key, out var value) ? Written(value, column.Precision) : "–";

    /// <summary>A value with so many decimals.</summary>
    public static string Written(double value, int precision) => value.ToString(Math.Abs(value) < Plain ? $"F{precision}" : "E3", CultureInfo.InvariantCulture);
}

/// <summary>An entry.</summary>
/// <param name="Rank">Without a value of the metric it has none.</param>
/// <param name="Person">Whose profile says more; null if nobody's who is public.</param>
/// <param name="Name">What the person is called, if they agreed to be shown.</param>
/// <param name="Scores">The values by the columns' keys.</param>
/// <param name="SubmittedAt">When the submission was sent.</param>
internal sealed record RankedRow(int? Rank, Guid? Person, string? Name, IReadOnlyDictionary<string, double> Scores, DateTimeOffset SubmittedAt);
