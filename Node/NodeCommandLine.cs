using System.CommandLine;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.Extensions.Options;

namespace Agon.Node;

/// <summary>
/// What the executable can be asked: without a verb it serves; with one it does that and ends. Settings go with either, as
/// <c>--Section:Key=value</c>. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage.
/// </summary>
internal static class NodeCommandLine
{
    private const int WrongUsage = 2;

    // What ASP.NET Core's own tools and test host pass without a section.
    private static readonly string[] HostSettings = ["--urls", "--environment", "--contentRoot", "--applicationName"];

    // A verb's standard output is its answer, for scripts to take.
    private static readonly string[] QuietOutput = ["--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace"];

    /// <param name="args">What stands behind the executable's name.</param>
    /// <param name="output">Gets a verb's answer and nothing else.</param>
    /// <param name="error">Gets refusals.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var (words, settings) = Split(args);
        var root = new RootCommand("Agon's competition node. Without a verb it serves its pages and API until it is stopped.");
        root.SetAction((_, ct) => ServeAsync(settings, ct));
        root.Add(MigrateCommand.Create(settings));
        root.Add(new Command("user", "Accounts.") { UserCreateCommand.Create(settings) });
        root.Add(new Command("token", "Personal API tokens.") { TokenCreateCommand.Create(settings) });
        root.Add(new Command("competition", "Competitions.") { CompetitionImportCommand.Create(settings) });
        var parsed = root.Parse(words);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error };
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(invocation);
            return WrongUsage;
        }

        return await StartRefusals.ReportAsync(() => parsed.InvokeAsync(invocation), error);
    }

    /// <summary>Makes the node without starting it, its settings checked; the caller disposes of it.</summary>
    public static WebApplication Build(string[] settings)
    {
        // Settings and static files lie beside the executable, from wherever it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.AddNode();
        var node = builder.Build();
        node.Services.GetRequiredService<IStartupValidator>().Validate();
        return node;
    }

    /// <summary>
    /// Runs a verb in the services of a node that does not serve, its database brought up to date; what the verb returns is the sentence
    /// of its refusal, or null.
    /// </summary>
    public static async Task<int> RunVerbAsync(
        ParseResult parsed, string[] settings, Func<IServiceProvider, TextWriter, Task<string?>> verb, CancellationToken ct)
    {
        await using var node = Build([.. QuietOutput, .. settings]);
        await node.Services.MigrateAsync<NodeDb>(ct);
        await using var scope = node.Services.CreateAsyncScope();
        if (await verb(scope.ServiceProvider, parsed.InvocationConfiguration.Output) is not { } refusal)
        {
            return 0;
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal);
        return StartRefusals.ExitCode;
    }

    private static async Task<int> ServeAsync(string[] settings, CancellationToken ct)
    {
        await using var app = Build(settings);
        await app.Services.MigrateAsync<NodeDb>(ct);
        app.UseNode();
        await app.RunAsync(ct);
        return 0;
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
