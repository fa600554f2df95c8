using System.CommandLine;

namespace Agon.Node.Data;

/// <summary>The verb <c>migrate</c>: brings the database to this version's schema, for operators who do it apart from a start.</summary>
internal static class MigrateCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("migrate", "Bring the database to this version's schema, making it if there is none.");
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, static async (_, output) =>
        {
            // Every verb does it first; this one does nothing else.
            await output.WriteLineAsync("The database is up to date.");
            return null;
        }, ct));
        return command;
    }
}
