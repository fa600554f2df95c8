using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>
/// Asks the database which listings have all of some words, each at the beginning of one of theirs, and how well they fit. To reckon that for
/// everything that has a frequent word would take far longer than to find it; of many, those come first that have all words in their title.
/// </summary>
internal sealed class FindByWords(HubDb db)
{
    // A title says more than the institution, and that more than the text.
    private const string SqliteRank = "-bm25(listing_search, 10.0, 6.0, 3.0, 3.0, 1.0)";
    private const string PostgreSqlRank = "ts_rank('{{0.1, 0.3, 0.6, 1.0}}', words, to_tsquery('simple', {0}))::double precision";

    /// <summary>Of more than these, how well they fit is not reckoned.</summary>
    public int MostRanked { get; init; } = 2000;

    /// <param name="words">Folded by <see cref="SearchText"/>, at least one.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<WordFinds> ExecuteAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        var isSqlite = db.Database.IsSqlite();
        var anywhere = isSqlite ? string.Join(" AND ", words.Select(w => $"\"{w}\" *")) : string.Join(" & ", words.Select(w => $"'{w}':*"));
        var inTitle = isSqlite ? $"{{title}} : ({anywhere})" : string.Join(" & ", words.Select(w => $"'{w}':*A"));
        var numbers = await NumbersAsync(anywhere, ct);
        return new WordFinds
        {
            Numbers = numbers,
            Ranks = numbers.Count is > 0 && numbers.Count <= MostRanked ? await RanksAsync(anywhere, ct) : [],
            InTitle = numbers.Count > MostRanked ? await NumbersAsync(inTitle, ct) : null,
        };
    }

    private Task<List<long>> NumbersAsync(string match, CancellationToken ct) => db.Database.SqlQueryRaw<long>(
        db.Database.IsSqlite()
            ? "SELECT rowid AS \"Value\" FROM listing_search WHERE listing_search MATCH {0}"
            : "SELECT number AS \"Value\" FROM listing_texts WHERE words @@ to_tsquery('simple', {0})",
        match).ToListAsync(ct);

    private Task<List<WordHit>> RanksAsync(string match, CancellationToken ct) => db.Database.SqlQueryRaw<WordHit>(
        db.Database.IsSqlite()
            ? $"SELECT rowid AS \"Number\", {SqliteRank} AS \"Rank\" FROM listing_search WHERE listing_search MATCH {{0}}"
            : $"SELECT number AS \"Number\", {PostgreSqlRank} AS \"Rank\" FROM listing_texts WHERE words @@ to_tsquery('simple', {{0}})",
        match).ToListAsync(ct);
}

/// <summary>Which listings have words, by <see cref="ListingText.Number"/>.</summary>
internal sealed class WordFinds
{
    public required IReadOnlyList<long> Numbers { get; init; }

    /// <summary>How well they fit; none if they are many.</summary>
    public required IReadOnlyList<WordHit> Ranks { get; init; }

    /// <summary>Those that have all words in their title, if they are many; else null.</summary>
    public required IReadOnlyList<long>? InTitle { get; init; }
}

/// <summary>How well a listing fits.</summary>
/// <param name="Number">Its <see cref="ListingText.Number"/>.</param>
/// <param name="Rank">More is better.</param>
internal sealed record WordHit(long Number, double Rank);
