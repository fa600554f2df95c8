using System.CommandLine;
using Agon.Portal.Data;

namespace Agon.Node.Data;

/// <summary>The verb <c>migrate</c>: brings the database to this version's schema, for operators who do it apart from a start.</summary>
internal static class MigrateCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("migrate", "Bring the database to this version's schema, making it if there is none.");
        command.SetAction(async (_, ct) =>
        {
            await using var node = NodeCommandLine.Build(settings);
            await node.Services.MigrateAsync<NodeDb>(ct);
            await Console.Out.WriteLineAsync("The database is up to date.");
            return 0;
        });
        return command;
    }
}
