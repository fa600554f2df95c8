using System.CommandLine;
using System.Diagnostics;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Node.Features.Runs;
using Agon.Portal.Hosting;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>
/// The verb <c>bundle check</c>: says all there is to mend in a bundle, as importing it would. It needs no node and no database and keeps
/// nothing. Limits are the usual ones, or those of settings given along.
/// </summary>
internal static class BundleCheckCommand
{
    public static Command Create(string[] settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "The bundle: a zip with a competition.yaml." };
        var json = new Option<bool>("--json") { Description = "Print an array of the problems as the API has them, and nothing else." };
        var command = new Command("check", "Say all there is to mend in a bundle; no node is needed and nothing is kept.") { file, json };
        command.SetAction(async (parsed, ct) =>
        {
            var problems = await ProblemsAsync(parsed.GetRequiredValue(file).FullName, settings, ct);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(BundleProblem.ToJson(problems));
            }
            else
            {
                await output.WriteAsync(string.Concat(problems.Select(p => $"{BundleMessages.Line(p)}{Environment.NewLine}")));
                await output.WriteLineAsync(BundleMessages.Verdict(problems));
            }

            return problems.Any(p => p.Severity == BundleProblemSeverity.Error) ? StartRefusals.ExitCode : 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<BundleProblem>> ProblemsAsync(string path, string[] settings, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();
        var limits = configuration.GetSection(BundleOptions.Section).Get<BundleOptions>() ?? new BundleOptions();
        var runs = configuration.GetSection(RunOptions.Section).Get<RunOptions>() ?? new RunOptions();
        try
        {
            await using var archive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, useAsync: true);
            return archive.Length > limits.MaxBytes
                ? [BundleMessages.TooLarge(limits.MaxBytes)]
                : await new ReadBundle(new TemporaryScratch(), Options.Create(limits), Options.Create(runs)).FromAsync(archive, ct) switch
                {
                    BundleReading.Unreadable(var problems) => problems,
                    BundleReading.Readable(_, var warnings) => warnings,
                    var other => throw new UnreachableException($"{other}"),
                };
        }
        catch (ZipDamagedException e)
        {
            return [BundleMessages.Damaged(e.Path)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return [BundleMessages.NoSuchFile(path)];
        }
    }
}
