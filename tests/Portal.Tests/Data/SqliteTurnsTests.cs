using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Tests.Data;

public sealed class SqliteTurnsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("agon-turns-");
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", _directory.FullName)]).Build();
        _services = new ServiceCollection().AddDatabase<NotesDb, SqliteNotesDb, SqliteNotesDb>(settings, "notes.db").BuildServiceProvider();
        await using var scope = _services.CreateAsyncScope();
        await Db(scope).Database.EnsureCreatedAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("transaction")]
    public async Task whoever_writes_waits_for_a_transaction_of_another_without_holding_a_thread(string what)
    {
        await using var first = _services.CreateAsyncScope();
        await using var second = _services.CreateAsyncScope();
        await using var transaction = await Db(first).Database.BeginTransactionAsync(Ct);
        await AddAsync(Db(first));

        // SQLite's own way of waiting would not come back from this call.
        var waiting = WriteAsync(Db(second), what);
        waiting.IsCompleted.ShouldBeFalse();

        await transaction.CommitAsync(Ct);
        await transaction.DisposeAsync();
        await waiting;
    }

    [Fact]
    public async Task whoever_only_reads_waits_for_nobody()
    {
        await using var first = _services.CreateAsyncScope();
        await using var second = _services.CreateAsyncScope();
        await using var transaction = await Db(first).Database.BeginTransactionAsync(Ct);
        await AddAsync(Db(first));

        (await Db(second).Notes.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task a_turn_ends_with_a_transaction_that_is_given_up()
    {
        await using var first = _services.CreateAsyncScope();
        await using (await Db(first).Database.BeginTransactionAsync(Ct))
        {
            await AddAsync(Db(first));
        }

        IsFree().ShouldBeTrue();
    }

    [Fact]
    public async Task a_turn_ends_with_a_command_that_fails()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = Db(scope);
        db.Add(new Note { Text = null! });

        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));

        IsFree().ShouldBeTrue();
    }

    [Fact]
    public async Task a_turn_ends_with_a_scope_that_is_left_in_the_middle()
    {
        var scope = _services.CreateAsyncScope();
        await Db(scope).Database.BeginTransactionAsync(Ct);
        IsFree().ShouldBeFalse();

        await scope.DisposeAsync();

        IsFree().ShouldBeTrue();
    }

    [Fact]
    public async Task whoever_stops_waiting_takes_no_turn()
    {
        await using var first = _services.CreateAsyncScope();
        await using var second = _services.CreateAsyncScope();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using (await Db(first).Database.BeginTransactionAsync(Ct))
        {
            var waiting = Db(second).Notes.ExecuteDeleteAsync(patience.Token);
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        }

        IsFree().ShouldBeTrue();
    }

    [Fact]
    public async Task whoever_got_no_turn_goes_on_without_and_asks_for_none_in_the_middle_of_it()
    {
        var queue = _services.GetRequiredService<SqliteTurns.Queue>();
        queue.Longest = TimeSpan.Zero;
        await queue.Turn.WaitAsync(Ct);
        await using var scope = _services.CreateAsyncScope();
        await using (var transaction = await Db(scope).Database.BeginTransactionAsync(Ct))
        {
            queue.Turn.Release();
            await AddAsync(Db(scope));

            // They hold SQLite's own lock: with the turn too, its next holder would wait for both.
            IsFree().ShouldBeTrue();
            await transaction.CommitAsync(Ct);
        }

        IsFree().ShouldBeTrue();
        await AddAsync(Db(scope));
        (await Db(scope).Notes.CountAsync(Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task a_crowd_of_writers_loses_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            await using var scope = _services.CreateAsyncScope();
            await AddAsync(Db(scope));
        }, Ct)));

        await using var reader = _services.CreateAsyncScope();
        (await Db(reader).Notes.CountAsync(Ct)).ShouldBe(200);
        IsFree().ShouldBeTrue();
    }

    [Fact]
    public async Task a_context_that_is_used_again_has_its_turns_again()
    {
        for (var i = 0; i < 3; i++)
        {
            await using var scope = _services.CreateAsyncScope();
            await using var transaction = await Db(scope).Database.BeginTransactionAsync(Ct);
            IsFree().ShouldBeFalse();
        }

        IsFree().ShouldBeTrue();
    }

    private static NotesDb Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<NotesDb>();

    private static async Task AddAsync(NotesDb db)
    {
        db.Add(new Note { Text = "a" });
        await db.SaveChangesAsync(Ct);
    }

    private static Task WriteAsync(NotesDb db, string what) => what switch
    {
        "insert" => AddAsync(db),
        "update" => db.Notes.ExecuteUpdateAsync(set => set.SetProperty(n => n.Text, "b"), Ct),
        "delete" => db.Notes.ExecuteDeleteAsync(Ct),
        _ => db.Database.BeginTransactionAsync(Ct),
    };

    private bool IsFree() => _services.GetRequiredService<SqliteTurns.Queue>().Turn.CurrentCount == 1;

    internal sealed class Note
    {
        public int Id { get; init; }

        public required string Text { get; set; }
    }

    internal abstract class NotesDb(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();
    }

    internal sealed class SqliteNotesDb(DbContextOptions<SqliteNotesDb> options) : NotesDb(options);
}
