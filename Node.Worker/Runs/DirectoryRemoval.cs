using System.Diagnostics;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Removes a directory whatever hostile code left in it. Names that are not UTF-8 and paths longer than the system's limit can't even be
/// said in .NET, so what the framework can't remove is left to <c>rm</c>.
/// </summary>
internal static class DirectoryRemoval
{
    public static async Task RemoveAsync(string path, CancellationToken ct)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await RunAsync("chmod", "-R", "u+rwX", path, ct);
            await RunAsync("rm", "-rf", "--", path, ct);
        }
    }

    private static async Task RunAsync(string program, string option, string argument, string path, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [option, argument, path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new IOException($"'{program}' can't be started.");
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
    }
}
