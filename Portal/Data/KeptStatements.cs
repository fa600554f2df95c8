using System.Data;
using Microsoft.Data.Sqlite;

namespace Agon.Portal.Data;

/// <summary>The commands of one connection that stays open, by their text: what SQLite made of it is used again.</summary>
internal sealed class KeptStatements
{
    // A sign-in has some twenty; a connection that served every page has more than it will need again soon.
    private const int Most = 60;

    private readonly Dictionary<string, KeptCommand> _known = [];

    public IEnumerable<string> Texts => _known.Keys;

    /// <summary>The one with this one's text, now with its values; null if this one is to be used itself.</summary>
    public KeptCommand? Find(KeptCommand command)
    {
        if (!_known.TryGetValue(command.CommandText, out var known))
        {
            if (_known.Count < Most && IsOneStatement(command.CommandText))
            {
                command.Home = this;
                _known.Add(command.CommandText, command);
            }

            return null;
        }

        // Under way already, when rows are read while the same is asked again.
        if (!known.IsResting)
        {
            return null;
        }

        known.Begin(command);
        command.Dispose();
        return known;
    }

    /// <summary>Keeps none of them any longer.</summary>
    public void LetGo()
    {
        foreach (var command in _known.Values)
        {
            command.Home = null;
            if (command.IsResting)
            {
                command.Dispose();
            }
        }

        _known.Clear();
    }

    /// <summary>Keeps one no longer.</summary>
    public void LetGo(KeptCommand command)
    {
        command.Home = null;
        _known.Remove(command.CommandText);
    }

    private static bool IsOneStatement(string text) => !text.AsSpan().TrimEnd().TrimEnd(';').Contains(';');
}

/// <summary>A command that rests, instead of being disposed of, if its connection keeps it.</summary>
internal sealed class KeptCommand : SqliteCommand
{
    private readonly QueuedSqliteConnection _connection;
    private bool _hasFailed, _isCounted = true;

    public KeptCommand(QueuedSqliteConnection connection)
    {
        _connection = connection;
        Connection = connection;
        connection.OpenCommands++;
    }

    /// <summary>Where it is kept; null if it is like any other.</summary>
    public KeptStatements? Home { get; set; }

    public bool IsResting { get; private set; }

    /// <summary>Takes the values of another with the same text.</summary>
    public void Begin(KeptCommand other)
    {
        (Transaction, CommandTimeout, IsResting) = (other.Transaction, other.CommandTimeout, false);
        Count(true);
        for (var i = 0; i < other.Parameters.Count; i++)
        {
            Parameters.Add(other.Parameters[i]);
        }

        other.Parameters.Clear();
    }

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        // What broke off may be parsed by half.
        _hasFailed = true;
        var reader = base.ExecuteReader(behavior);
        _hasFailed = false;
        return reader;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Count(false);
            if (_hasFailed)
            {
                Home?.LetGo(this);
            }

            if (Home is not null)
            {
                Parameters.Clear();
                (Transaction, IsResting) = (null, true);
                return;
            }
        }

        base.Dispose(disposing);
    }

    private void Count(bool isOpen)
    {
        if (_isCounted != isOpen)
        {
            _isCounted = isOpen;
            _connection.OpenCommands += isOpen ? 1 : -1;
        }
    }
}
