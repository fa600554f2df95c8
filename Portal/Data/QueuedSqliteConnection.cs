using Microsoft.Data.Sqlite;

namespace Agon.Portal.Data;

/// <summary>
/// A connection that waits for its turn to write and has it until it is closed: that is after each command outside of a transaction, after
/// each transaction however it ended, and at the latest when its context is given back.
/// </summary>
/// <remarks>Who can't get a turn goes on without: SQLite decides, as it does between processes.</remarks>
internal sealed class QueuedSqliteConnection(string connectionString, SqliteTurns.Queue queue) : SqliteConnection(connectionString)
{
    private bool _isHeld, _isAsked;

    public async ValueTask AwaitTurnAsync(CancellationToken ct)
    {
        // Asked for once: who goes on without may hold SQLite's own lock by the next command, and whoever has the turn would wait for that.
        if (!_isAsked)
        {
            _isHeld = await queue.Turn.WaitAsync(queue.Longest, ct);
            _isAsked = true;
        }
    }

    public override void Close()
    {
        try
        {
            base.Close();
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
}
