using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>
/// Has the database keep an index of <see cref="ListingText"/>: FTS5 in SQLite, a <c>tsvector</c> in PostgreSQL. Not a migration, because each
/// kind of database says it in its own words; what is there already stays.
/// </summary>
internal static class PrepareSearch
{
    private const string Sqlite = """
        CREATE VIRTUAL TABLE listing_search USING fts5(title, tags, institution, organizer, text, content='listing_texts', content_rowid='number', prefix='2 3');
        CREATE TRIGGER listing_search_added AFTER INSERT ON listing_texts BEGIN
            INSERT INTO listing_search (rowid, title, tags, institution, organizer, text) VALUES (new.number, new.title, new.tags, new.institution, new.organizer, new.text);
        END;
        CREATE TRIGGER listing_search_removed AFTER DELETE ON listing_texts BEGIN
            INSERT INTO listing_search (listing_search, rowid, title, tags, institution, organizer, text)
                VALUES ('delete', old.number, old.title, old.tags, old.institution, old.organizer, old.text);
        END;
        CREATE TRIGGER listing_search_changed AFTER UPDATE ON listing_texts BEGIN
            INSERT INTO listing_search (listing_search, rowid, title, tags, institution, organizer, text)
                VALUES ('delete', old.number, old.title, old.tags, old.institution, old.organizer, old.text);
            INSERT INTO listing_search (rowid, title, tags, institution, organizer, text) VALUES (new.number, new.title, new.tags, new.institution, new.organizer, new.text);
        END;
        INSERT INTO listing_search (listing_search) VALUES ('rebuild');
        """;

    private const string PostgreSql = """
        ALTER TABLE listing_texts ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', tags), 'B')
            || setweight(to_tsvector('simple', institution || ' ' || organizer), 'C') || setweight(to_tsvector('simple', text), 'D')) STORED;
        CREATE INDEX IF NOT EXISTS ix_listing_texts_words ON listing_texts USING gin (words);
        """;

    public static async Task ExecuteAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync(PostgreSql, ct);
        }
        else if (await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = 'listing_search'").SingleAsync(ct) == 0)
        {
            await db.Database.ExecuteSqlRawAsync(Sqlite, ct);
        }

        await transaction.CommitAsync(ct);
    }
}
