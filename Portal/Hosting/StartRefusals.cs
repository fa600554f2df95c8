using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>Says in sentences an operator can act on why a host did not start.</summary>
public static class StartRefusals
{
    /// <summary>The exit code of a host that did not start, and of a verb that was refused.</summary>
    public const int ExitCode = 1;

    /// <summary>Runs <paramref name="host"/>; what an operator can mend is told to <paramref name="error"/>, everything else is thrown on.</summary>
    public static async Task<int> ReportAsync(Func<Task<int>> host, TextWriter error)
    {
        try
        {
            return await host();
        }
        catch (Exception e) when (Sentences(e) is { } sentences)
        {
            foreach (var sentence in sentences)
            {
                await error.WriteLineAsync(sentence);
            }

            return ExitCode;
        }
    }

    private static IEnumerable<string>? Sentences(Exception exception) => exception switch
    {
        OptionsValidationException e => e.Failures,
        AggregateException e when e.InnerExceptions.All(i => i is OptionsValidationException) =>
            e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(i => i.Failures),
        DbException e => [$"The database can't be used: {e.Message}. Check Database:Provider and Database:ConnectionString, and that the server runs."],
        IOException { InnerException: AddressInUseException } => [$"{exception.Message} Choose another with --urls."],
        UnauthorizedAccessException => [$"{exception.Message} Give the host's user the right to write there, or name another directory with --Data:Directory."],
        _ => null,
    };
}
