using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>
/// What a host's executable can be asked: without a verb it serves; with one it does that and ends. Settings go with either, as
/// <c>--Section:Key=value</c>. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage.
/// </summary>
public sealed class HostCommandLine
{
    private const int WrongUsage = 2;

    // What ASP.NET Core's own tools and test host pass without a section.
    private static readonly string[] HostSettings = ["--urls", "--environment", "--contentRoot", "--applicationName"];

    // A verb's standard output is its answer, for scripts to take.
    private static readonly string[] QuietOutput = ["--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace"];

    /// <summary>What the host is, in two sentences.</summary>
    public required string Description { get; init; }

    /// <summary>Registers everything the host is made of.</summary>
    public required Action<WebApplicationBuilder> Add { get; init; }

    /// <summary>Puts its pipeline in place.</summary>
    public required Action<WebApplication> Use { get; init; }

    /// <summary>Brings its database to this version's schema.</summary>
    public required Func<IServiceProvider, CancellationToken, Task> MigrateAsync { get; init; }

    /// <summary>Makes its verbs, given the settings they run with.</summary>
    public required Func<string[], IEnumerable<Command>> Verbs { get; init; }

    /// <summary>Does what the arguments ask.</summary>
    /// <param name="args">What stands behind the executable's name.</param>
    /// <param name="output">Gets a verb's answer and nothing else.</param>
    /// <param name="error">Gets refusals.</param>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var (words, settings) = Split(args);
        var root = new RootCommand(Description);
        root.SetAction((_, ct) => ServeAsync(settings, ct));
        root.Add(MigrateCommand(settings));
        foreach (var verb in Verbs(settings))
        {
            root.Add(verb);
        }

        var parsed = root.Parse(words);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error };
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(invocation);
            return WrongUsage;
        }

        return await StartRefusals.ReportAsync(() => parsed.InvokeAsync(invocation), error);
    }

    /// <summary>Makes the host without starting it, its settings checked; the caller disposes of it.</summary>
    public WebApplication Build(string[] settings)
    {
        // Settings and static files lie beside the executable, from wherever it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        Add(builder);
        var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        return host;
    }

    /// <summary>
    /// Runs a verb in the services of a host that does not serve, its database brought up to date; what the verb returns is the sentence
    /// of its refusal, or null.
    /// </summary>
    public async Task<int> RunVerbAsync(
        ParseResult parsed, string[] settings, Func<IServiceProvider, TextWriter, Task<string?>> verb, CancellationToken ct)
    {
        await using var host = Build([.. QuietOutput, .. settings]);
        await MigrateAsync(host.Services, ct);
        await using var scope = host.Services.CreateAsyncScope();
        if (await verb(scope.ServiceProvider, parsed.InvocationConfiguration.Output) is not { } refusal)
        {
            return 0;
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal);
        return StartRefusals.ExitCode;
    }

    private async Task<int> ServeAsync(string[] settings, CancellationToken ct)
    {
        await using var app = Build(settings);
        await MigrateAsync(app.Services, ct);
        Use(app);
        await app.RunAsync(ct);
        return 0;
    }

    // For operators who bring the database up to date apart from a start.
    private Command MigrateCommand(string[] settings)
    {
        var command = new Command("migrate", "Bring the database to this version's schema, making it if there is none.");
        command.SetAction((parsed, ct) => RunVerbAsync(parsed, settings, static async (_, output) =>
        {
            // Every verb does it first; this one does nothing else.
            await output.WriteLineAsync("The database is up to date.");
            return null;
        }, ct));
        return command;
    }

    /// <summary>Parts settings (<c>--Section:Key=value</c> or <c>--Section:Key value</c>) from the words of a verb.</summary>
    private static (string[] Words, string[] Settings) Split(string[] args)
    {
        List<string> words = [], settings = [];
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            var isSetting = IsSetting(name);
            (isSetting ? settings : words).Add(args[i]);
            if (isSetting && !args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. words], [.. settings]);
    }

    // Sections begin with a capital, options of verbs don't.
    private static bool IsSetting(string name) =>
        name is ['-', '-', var first, ..] && (char.IsUpper(first) || HostSettings.Contains(name, StringComparer.OrdinalIgnoreCase));
}
