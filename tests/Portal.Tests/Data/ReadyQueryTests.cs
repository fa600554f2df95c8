using Agon.Portal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Tests.Data;

public sealed class ReadyQueryTests : IAsyncLifetime
{
    private static readonly Func<WordsDb, string, CancellationToken, Task<Word?>> Find =
        ReadyQuery.Of((WordsDb db, string text, CancellationToken _) => db.Words.AsNoTracking().SingleOrDefault(w => w.Text == text));

    private static readonly Func<WordsDb, string?, int, CancellationToken, Task<bool>> IsThere =
        ReadyQuery.Of((WordsDb db, string? text, int longest, CancellationToken _) => db.Words.Any(w => (text == null || w.Text == text) && w.Text.Length <= longest));

    private SqliteConnection _memory = null!;

    public ReadyQueryTests() => SqliteLibrary.Load();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _memory = new SqliteConnection("Data Source=:memory:");
        await _memory.OpenAsync(Ct);
        await using var db = new PlainWordsDb(_memory);
        await db.Database.EnsureCreatedAsync(Ct);
        db.AddRange(new Word { Text = "finch" }, new Word { Text = "nightingale" });
        await db.SaveChangesAsync(Ct);
    }

    public ValueTask DisposeAsync() => _memory.DisposeAsync();

    [Fact]
    public async Task it_answers_each_time_for_what_is_asked()
    {
        await using var db = new PlainWordsDb(_memory);

        (await Find(db, "finch", Ct))!.Text.ShouldBe("finch");
        (await Find(db, "nightingale", Ct))!.Text.ShouldBe("nightingale");
        (await Find(db, "wren", Ct)).ShouldBeNull();
        (await IsThere(db, "nightingale", 5, Ct)).ShouldBeFalse();
        (await IsThere(db, null, 5, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task it_sees_what_changed_since()
    {
        await using var db = new PlainWordsDb(_memory);
        (await Find(db, "wren", Ct)).ShouldBeNull();

        db.Add(new Word { Text = "wren" });
        await db.SaveChangesAsync(Ct);

        (await Find(db, "wren", Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task it_serves_several_models()
    {
        await using var plain = new PlainWordsDb(_memory);
        await using var other = new OtherWordsDb(_memory);

        (await Find(plain, "finch", Ct)).ShouldNotBeNull();
        (await Find(other, "finch", Ct)).ShouldNotBeNull();
    }

    internal sealed class Word
    {
        public int Id { get; init; }

        public required string Text { get; init; }
    }

    internal abstract class WordsDb(SqliteConnection memory) : DbContext(new DbContextOptionsBuilder().UseSqlite(memory).Options)
    {
        public DbSet<Word> Words => Set<Word>();
    }

    internal sealed class PlainWordsDb(SqliteConnection memory) : WordsDb(memory);

    internal sealed class OtherWordsDb(SqliteConnection memory) : WordsDb(memory);
}
