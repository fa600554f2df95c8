using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Agon.Portal.Data;

/// <summary>
/// A query that is asked all the time, translated once: otherwise Entity Framework builds, walks and compares its expression each time to
/// find the translation again, which takes longer than SQLite takes to answer. For where that matters: see ops/bench/README.md.
/// </summary>
public static class ReadyQuery
{
    /// <summary>A query with one parameter.</summary>
    public static Func<TDb, T1, CancellationToken, Task<TResult>> Of<TDb, T1, TResult>(Expression<Func<TDb, T1, CancellationToken, TResult>> query)
        where TDb : DbContext
    {
        var translated = new ByModel<Func<TDb, T1, CancellationToken, Task<TResult>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, ct) => translated.For(db)(db, first, ct);
    }

    /// <summary>A query with one parameter and any number of rows.</summary>
    public static Func<TDb, T1, IAsyncEnumerable<TResult>> Rows<TDb, T1, TResult>(Expression<Func<TDb, T1, IQueryable<TResult>>> query)
        where TDb : DbContext
    {
        var translated = new ByModel<Func<TDb, T1, IAsyncEnumerable<TResult>>>(() => EF.CompileAsyncQuery(query));
        return (db, first) => translated.For(db)(db, first);
    }

    /// <summary>A query with two parameters.</summary>
    public static Func<TDb, T1, T2, CancellationToken, Task<TResult>> Of<TDb, T1, T2, TResult>(Expression<Func<TDb, T1, T2, CancellationToken, TResult>> query)
        where TDb : DbContext
    {
        var translated = new ByModel<Func<TDb, T1, T2, CancellationToken, Task<TResult>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, ct) => translated.For(db)(db, first, second, ct);
    }

    /// <summary>A query with three parameters.</summary>
    public static Func<TDb, T1, T2, T3, CancellationToken, Task<TResult>> Of<TDb, T1, T2, T3, TResult>(
        Expression<Func<TDb, T1, T2, T3, CancellationToken, TResult>> query)
        where TDb : DbContext
    {
        var translated = new ByModel<Func<TDb, T1, T2, T3, CancellationToken, Task<TResult>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, third, ct) => translated.For(db)(db, first, second, third, ct);
    }

    /// <summary>A query with four parameters.</summary>
    public static Func<TDb, T1, T2, T3, T4, CancellationToken, Task<TResult>> Of<TDb, T1, T2, T3, T4, TResult>(
        Expression<Func<TDb, T1, T2, T3, T4, CancellationToken, TResult>> query)
        where TDb : DbContext
    {
        var translated = new ByModel<Func<TDb, T1, T2, T3, T4, CancellationToken, Task<TResult>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, third, fourth, ct) => translated.For(db)(db, first, second, third, fourth, ct);
    }

    // A translation is for one model: a process that speaks with two kinds of database needs two.
    private sealed class ByModel<T>(Func<T> translate)
        where T : class
    {
        private readonly ConditionalWeakTable<IModel, T> _known = [];

        public T For(DbContext db) => _known.GetValue(db.Model, _ => translate());
    }
}
