using System.Data;
using Agon.Portal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Agon.Portal.Tests.Data.SqliteTurnsTests;

namespace Agon.Portal.Tests.Data;

public sealed class KeptStatementsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("agon-kept-");
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", _directory.FullName)]).Build();
        _services = new ServiceCollection().AddDatabase<NotesDb, SqliteNotesDb, SqliteNotesDb>(settings, "notes.db").BuildServiceProvider();
        await InScopeAsync(async db =>
        {
            await db.Database.EnsureCreatedAsync(Ct);
            db.AddRange(new Note { Text = "a" }, new Note { Text = "b" });
            return await db.SaveChangesAsync(Ct);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task what_is_asked_again_is_not_parsed_again_in_this_scope_or_the_next()
    {
        var first = await InScopeAsync(async db =>
        {
            await CountAsync(db, "a");
            return Statements(db);
        });

        first.ShouldNotBeEmpty();
        (await InScopeAsync(async db =>
        {
            await CountAsync(db, "b");
            await CountAsync(db, "b");
            return Statements(db);
        })).ShouldBe(first);
    }

    [Fact]
    public async Task a_connection_that_rests_is_closed_for_everybody_and_opens_again() => await InScopeAsync(async db =>
    {
        var connection = db.Database.GetDbConnection();
        for (var i = 0; i < 3; i++)
        {
            await CountAsync(db, "a");
            connection.State.ShouldBe(ConnectionState.Closed);
        }

        await connection.OpenAsync(Ct);
        connection.State.ShouldBe(ConnectionState.Open);
        await connection.CloseAsync();
        return 0;
    });

    [Fact]
    public async Task each_time_the_values_are_those_that_were_asked_for() => await InScopeAsync(async db =>
    {
        (await CountAsync(db, "a")).ShouldBe(1);
        (await CountAsync(db, "c")).ShouldBe(0);
        (await CountAsync(db, "b")).ShouldBe(1);
        return 0;
    });

    [Fact]
    public async Task what_others_wrote_meanwhile_is_seen()
    {
        await using var mine = _services.CreateAsyncScope();
        var reader = mine.ServiceProvider.GetRequiredService<NotesDb>();
        (await CountAsync(reader, "c")).ShouldBe(0);

        await InScopeAsync(db => db.Notes.Where(n => n.Text == "a").ExecuteUpdateAsync(set => set.SetProperty(n => n.Text, "c"), Ct));
        (await CountAsync(reader, "c")).ShouldBe(1);

        await InScopeAsync(db => db.Database.ExecuteSqlAsync($"alter table Notes add column Kind text", Ct));
        (await CountAsync(reader, "c")).ShouldBe(1);
    }

    [Fact]
    public async Task the_same_can_be_asked_while_its_rows_are_read() => await InScopeAsync(async db =>
    {
        var seen = 0;
        await foreach (var _ in db.Notes.AsNoTracking().OrderBy(n => n.Id).AsAsyncEnumerable())
        {
            seen += (await db.Notes.AsNoTracking().OrderBy(n => n.Id).ToListAsync(Ct)).Count;
        }

        seen.ShouldBe(4);
        return 0;
    });

    [Fact]
    public async Task whoever_stops_reading_in_the_middle_leaves_nothing_open() => await InScopeAsync(async db =>
    {
        for (var i = 0; i < 2; i++)
        {
            await foreach (var _ in db.Notes.AsNoTracking().OrderBy(n => n.Id).AsAsyncEnumerable())
            {
                break;
            }
        }

        // A statement in the middle of its rows would hold on to what the database was then.
        (await InScopeAsync(other => other.Notes.ExecuteDeleteAsync(Ct))).ShouldBe(2);
        (await db.Notes.CountAsync(Ct)).ShouldBe(0);
        return 0;
    });

    [Fact]
    public async Task what_failed_works_the_next_time() => await InScopeAsync(async db =>
    {
        db.Add(new Note { Text = null! });
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
        db.ChangeTracker.Clear();

        db.Add(new Note { Text = "d" });
        (await db.SaveChangesAsync(Ct)).ShouldBe(1);
        (await CountAsync(db, "d")).ShouldBe(1);
        return 0;
    });

    [Fact]
    public async Task a_transaction_given_up_takes_its_changes_along()
    {
        for (var i = 0; i < 2; i++)
        {
            await InScopeAsync(async db =>
            {
                await db.Database.BeginTransactionAsync(Ct);
                return await db.Notes.ExecuteDeleteAsync(Ct);
            });
        }

        (await InScopeAsync(db => db.Notes.CountAsync(Ct))).ShouldBe(2);
    }

    [Fact]
    public async Task more_connections_than_are_kept_work_and_close()
    {
        var scopes = Enumerable.Range(0, 80).Select(_ => _services.CreateAsyncScope()).ToList();
        foreach (var scope in scopes)
        {
            (await CountAsync(scope.ServiceProvider.GetRequiredService<NotesDb>(), "a")).ShouldBe(1);
        }

        scopes.Count(s => Statements(s.ServiceProvider.GetRequiredService<NotesDb>()).Count > 0).ShouldBe(64);
        foreach (var scope in scopes)
        {
            await scope.DisposeAsync();
        }
    }

    private async Task<T> InScopeAsync<T>(Func<NotesDb, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }

    private static Task<int> CountAsync(NotesDb db, string text) => db.Notes.CountAsync(n => n.Text == text, Ct);

    private static List<string> Statements(NotesDb db) => [.. ((QueuedSqliteConnection)db.Database.GetDbConnection()).Kept];
}
