using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Asks the database which listings have all of some words, each at the beginning of one of theirs, and how well they fit.</summary>
internal sealed class FindByWords(HubDb db)
{
    /// <param name="words">Folded by <see cref="SearchText"/>, at least one.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<List<WordHit>> ExecuteAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        // A title says more than the institution, and that more than the text.
        if (db.Database.IsSqlite())
        {
            var match = string.Join(" AND ", words.Select(w => $"\"{w}\" *"));
            return db.Database.SqlQuery<WordHit>(
                $"SELECT rowid AS \"Number\", -bm25(listing_search, 10.0, 6.0, 3.0, 3.0, 1.0) AS \"Rank\" FROM listing_search WHERE listing_search MATCH {match}").ToListAsync(ct);
        }

        var query = string.Join(" & ", words.Select(w => $"'{w}':*"));
        return db.Database.SqlQuery<WordHit>(
            $"SELECT number AS \"Number\", ts_rank('{{0.1, 0.3, 0.6, 1.0}}', words, q)::double precision AS \"Rank\" FROM listing_texts, to_tsquery('simple', {query}) q WHERE words @@ q")
            .ToListAsync(ct);
    }
}

/// <summary>A listing that has the words.</summary>
/// <param name="Number">Its <see cref="ListingText.Number"/>.</param>
/// <param name="Rank">How well it fits; more is better.</param>
internal sealed record WordHit(long Number, double Rank);
