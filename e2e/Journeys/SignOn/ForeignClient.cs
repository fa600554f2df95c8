using System.Diagnostics;
using System.Text.Json;

namespace Agon.Journeys.SignOn;

/// <summary>One of the programs in <c>e2e/clients</c>: it says line by line what it did and what a person has to do.</summary>
internal sealed class ForeignClient : IDisposable
{
    private readonly Process _process;

    private ForeignClient(Process process) => _process = process;

    public static ForeignClient Start(string program, object settings)
    {
        var start = new ProcessStartInfo("node", [$"{program}.mjs", JsonSerializer.Serialize(settings, JsonSerializerOptions.Web)])
        {
            WorkingDirectory = Path.Combine(Tree.Root, "e2e", "clients"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ForeignClient(Process.Start(start)!);
    }

    /// <summary>Lets <paramref name="person"/> do what is asked for (a verb and what it is about) until the program is done; what it did.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(Func<string, string, Task> person)
    {
        var did = new List<string>();
        var errors = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ', 2) is ["did", var step])
            {
                did.Add(step);
            }
            else if (line.Split(' ', 2) is [var verb, var what])
            {
                await person(verb, what);
            }
        }

        await _process.WaitForExitAsync();
        _process.ExitCode.ShouldBe(0, $"after {string.Join(", ", did)}: {await errors}");
        return did;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
