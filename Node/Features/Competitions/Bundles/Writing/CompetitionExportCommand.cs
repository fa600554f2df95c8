using System.CommandLine;
using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>The verb <c>competition export</c>: writes a competition as a bundle into a file.</summary>
internal static class CompetitionExportCommand
{
    public static Command Create(string[] settings)
    {
        var slug = new Argument<string>("slug") { Description = "The competition's name in addresses." };
        var file = new Argument<FileInfo>("file") { Description = "Where the bundle goes; it must not exist yet." };
        var command = new Command("export", "Write a competition as a bundle, with all its files.") { slug, file };
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var (wanted, target) = (parsed.GetRequiredValue(slug), parsed.GetRequiredValue(file));
            var id = await services.GetRequiredService<NodeDb>().Competitions.Where(c => c.Slug == wanted).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
            if (id is null)
            {
                return $"There is no competition {wanted}. Its name is the last part of its address.";
            }

            if (target.Exists)
            {
                return $"{target.FullName} exists already. Choose another name, or move it away.";
            }

            // Under its name once it is whole: half a bundle must not be taken for one.
            var part = $"{target.FullName}.part";
            await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 17, FileOptions.Asynchronous))
            {
                await services.GetRequiredService<ExportBundle>().ExecuteAsync(id.Value, to, ct);
            }

            File.Move(part, target.FullName);

            await output.WriteLineAsync(target.FullName);
            return null;
        }, ct));
        return command;
    }
}
