using System.CommandLine;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>The verb <c>competition import</c>: makes a bundle a competition at once and prints its slug; problems go to standard error.</summary>
internal static class CompetitionImportCommand
{
    public static Command Create(string[] settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "The bundle: a zip with a competition.yaml." };
        var organizer = new Option<string>("--organizer") { Description = "The e-mail address of the account that becomes its organizer.", Required = true };
        var publish = new Option<bool>("--publish") { Description = "Make it public at once, if nothing is missing." };
        var command = new Command("import", "Make a bundle a competition and print its slug.") { file, organizer, publish };
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var email = parsed.GetRequiredValue(organizer);
            if (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) is not { } account)
            {
                return $"There is no account with the address {email}. Create it first: user create --email {email} --name NAME";
            }

            switch (await services.GetRequiredService<ImportBundleFile>().ExecuteAsync(parsed.GetRequiredValue(file).FullName, account.Id, ct))
            {
                case ImportOutcome.Imported(var slug, var warnings):
                    await Console.Error.WriteAsync(string.Concat(warnings.Select(Line)));
                    await output.WriteLineAsync(slug);
                    return parsed.GetValue(publish) ? await PublishAsync(services, slug, ct) : null;
                case ImportOutcome.Refused(var problems):
                    return string.Concat(problems.Select(Line)).TrimEnd();
                default:
                    return "Another process of this node took the import over; look at its page.";
            }
        }, ct));
        return command;
    }

    private static async Task<string?> PublishAsync(IServiceProvider services, string slug, CancellationToken ct)
    {
        var competition = await services.GetRequiredService<NodeDb>().Competitions.Include(c => c.Phases).Include(c => c.Tasks).AsSplitQuery().SingleAsync(c => c.Slug == slug, ct);
        return await services.GetRequiredService<PublishCompetition>().ExecuteAsync(competition, ct) is PublishOutcome.NotReady(var missing)
            ? $"It is a draft and can't be published yet: {string.Join(' ', missing.Select(m => m.Sentence))}"
            : null;
    }

    private static string Line(BundleProblem problem) => BundleMessages.Line(problem) + Environment.NewLine;
}
