using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Agon.Hub.Tests;

/// <summary>Keeps what a host logs from this level on, each line with its category before it.</summary>
internal sealed class RememberedLog(LogLevel least) : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = [];

    private LogLevel Least { get; } = least;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Category(RememberedLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.Least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Lines.Enqueue($"{name}: {formatter(state, exception)}");
            }
        }
    }
}
