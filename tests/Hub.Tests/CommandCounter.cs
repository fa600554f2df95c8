using System.Diagnostics;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests;

/// <summary>Counts the commands that reach the database, for tests that promise a number that does not grow.</summary>
internal sealed class CommandCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _connection;
    private int _count;

    /// <summary>Starts to count commands to the database of <paramref name="hub"/> only: other classes run at the same time.</summary>
    public CommandCounter(HubHost hub)
    {
        using var scope = hub.Services.CreateScope();
        _connection = scope.ServiceProvider.GetRequiredService<HubDb>().Database.GetConnectionString()!;
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
            && data.Context is { } db && db.Database.GetConnectionString() == _connection)
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
}
