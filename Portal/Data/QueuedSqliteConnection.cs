using System.Data;
using Microsoft.Data.Sqlite;

namespace Agon.Portal.Data;

/// <summary>
/// A connection that waits for its turn to write and has it until it is closed: that is after each command outside of a transaction, after
/// each transaction however it ended, and at the latest when its context is given back.
/// </summary>
/// <remarks>
/// Who can't get a turn goes on without: SQLite decides, as it does between processes. Closed, some stay open underneath for the next use
/// of their context, with the statements they have parsed: a context closes its connection after nearly every command.
/// </remarks>
internal sealed class QueuedSqliteConnection(string connectionString, SqliteTurns.Queue queue) : SqliteConnection(connectionString)
{
    private KeptStatements? _statements;
    private bool _isHeld, _isAsked, _isResting, _isDisposed;

    /// <summary>Commands that were made and not disposed of: with any of them under way the connection must not rest.</summary>
    internal int OpenCommands { get; set; }

    /// <summary>The texts it holds ready.</summary>
    internal IEnumerable<string> Kept => _statements?.Texts ?? [];

    public override ConnectionState State => _isResting ? ConnectionState.Closed : base.State;

    public async ValueTask AwaitTurnAsync(CancellationToken ct)
    {
        // Asked for once: who goes on without may hold SQLite's own lock by the next command, and whoever has the turn would wait for that.
        if (!_isAsked)
        {
            _isHeld = await queue.Turn.WaitAsync(queue.Longest, ct);
            _isAsked = true;
        }
    }

    public override void Open()
    {
        if (_isResting)
        {
            _isResting = false;
            return;
        }

        base.Open();
        _statements ??= queue.TryKeep() ? new KeptStatements() : null;
    }

    public override void Close()
    {
        try
        {
            if (_statements is not null && !_isDisposed && OpenCommands == 0 && Transaction is null && base.State == ConnectionState.Open)
            {
                _isResting = true;
            }
            else
            {
                CloseForGood();
            }
        }
        finally
        {
            _isAsked = false;
            if (_isHeld)
            {
                _isHeld = false;
                queue.Turn.Release();
            }
        }
    }

    public override SqliteCommand CreateCommand() => new KeptCommand(this) { Transaction = Transaction, CommandTimeout = DefaultTimeout };

    /// <summary>The command with the same text that was parsed before, with this one's values; this one itself if there is none.</summary>
    public SqliteCommand Parsed(KeptCommand command) => _statements?.Find(command) ?? command;

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private void CloseForGood()
    {
        _isResting = false;
        if (_statements is { } kept)
        {
            _statements = null;
            kept.LetGo();
            queue.KeepNoMore();
        }

        base.Close();
        OpenCommands = 0;
    }
}
