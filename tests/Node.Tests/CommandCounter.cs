using System.Data.Common;
using System.Diagnostics;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

/// <summary>Counts the commands that reach the database, for tests that promise a number that does not grow.</summary>
internal sealed class CommandCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _connection;
    private int _count;

    /// <summary>Starts to count commands to the database of <paramref name="node"/> only: other classes run at the same time.</summary>
    public CommandCounter(NodeHost node)
    {
        using var scope = node.Services.CreateScope();
        _connection = scope.ServiceProvider.GetRequiredService<NodeDb>().Database.GetConnectionString()!;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int Count => Volatile.Read(ref _count);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData data
            && data.Context is { } db && db.Database.GetConnectionString() == _connection && !IsBackground(data.Command))
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    // The outbox is looked at whenever its clock says so.
    private static bool IsBackground(DbCommand command) => command.CommandText.Contains("outbox_messages", StringComparison.Ordinal);
}
