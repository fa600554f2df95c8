using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Federation.Tests;

/// <summary>What brings a process down in the middle: while it is armed, the next so many commands to the database go well and then one does not, or a commit.</summary>
internal sealed class Faults : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _commands = -1;
    private bool _beforeCommit, _afterCommit;

    /// <summary>How often somebody died.</summary>
    public int Deaths { get; private set; }

    public void AfterCommands(int commands) => _commands = commands;

    public void BeforeCommit() => _beforeCommit = true;

    public void AfterCommit() => _afterCommit = true;

    public void Disarm() => (_commands, _beforeCommit, _afterCommit) = (-1, false, false);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (_beforeCommit)
        {
            Die();
        }

        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_afterCommit)
        {
            Die();
        }

        return Task.CompletedTask;
    }

    private void Count()
    {
        if (_commands >= 0 && _commands-- == 0)
        {
            Die();
        }
    }

    private void Die()
    {
        Disarm();
        Deaths++;
        throw new ProcessDied();
    }
}

/// <summary>Nobody catches this by name.</summary>
internal sealed class ProcessDied() : Exception("The process died here.");
