using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Agon.Journeys.Processes;

/// <summary>One of our executables, started as an operator starts it; what it says is kept.</summary>
internal sealed class AgonProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();

    private AgonProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.Exited += (_, _) => GiveUp();
    }

    /// <summary>Everything said so far.</summary>
    public string Log => string.Join('\n', _lines);

    public static AgonProcess Start(string project, string directory, IEnumerable<string> arguments)
    {
        var process = new AgonProcess(Describe(project, directory, arguments));
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a verb to its end; its standard output, trimmed. Fails the test when it exits with anything but 0.</summary>
    public static async Task<string> RunAsync(string project, string directory, IEnumerable<string> arguments, string? input = null)
    {
        using var process = new Process { StartInfo = Describe(project, directory, arguments) };
        process.StartInfo.RedirectStandardInput = true;
        process.Start();
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', arguments)}: {output} {await errors}");
        return output.Trim();
    }

    /// <summary>Waits for a line that contains <paramref name="text"/>, said already or to come.</summary>
    public async Task<string> SaysAsync(string text)
    {
        var awaited = _awaited.GetOrAdd(text, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_lines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line)
        {
            return line;
        }

        if (_process.HasExited)
        {
            GiveUp();
        }

        return await awaited.Task.WaitAsync(Patience);
    }

    /// <summary>Ends it as a power cut would: no warning, no clean-up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as a service manager does.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(string project, string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Tree.Executable(project), arguments)
        {
            WorkingDirectory = Directory.CreateDirectory(directory).FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A journey sees what an operator sees, not what a developer's shell has set.
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        return start;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        foreach (var (text, awaited) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                awaited.TrySetResult(line);
            }
        }
    }

    private void GiveUp()
    {
        foreach (var awaited in _awaited.Values)
        {
            awaited.TrySetException(new InvalidOperationException($"The process ended:\n{Log}"));
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
