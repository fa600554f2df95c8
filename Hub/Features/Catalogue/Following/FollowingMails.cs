using System.Globalization;
using System.Text;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Exports;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Mail;
using Agon.Portal.Text;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>Words the weekly mail into what the caller saves.</summary>
internal sealed class FollowingMails(Mailer mailer, StopLinks stop, PublicAddress address, IOptions<HubOptions> options)
{
    public void Add(Account account, IReadOnlyList<SearchNews> searches, IReadOnlyList<ListingRow> closing, DateTimeOffset now)
    {
        var body = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"Hello {account.DisplayName},").AppendLine();
        if (closing.Count > 0)
        {
            body.AppendLine("of the competitions you follow, these close within the next days:").AppendLine();
            foreach (var row in closing)
            {
                body.AppendLine(CultureInfo.InvariantCulture, $"- {row.Title}, {row.Institution}: {(row.OpenAt(now) is { } phase && row.Phases.Count > 1 ? $"{phase.Name} " : "")}until {Moments.Exact(row.NextEnd(now)!.Value, now)}")
                    .AppendLine(CultureInfo.InvariantCulture, $"  {address.Of(HubLinks.Competitions.Show(row.Slug))}");
            }

            body.AppendLine();
        }

        foreach (var news in searches)
        {
            body.AppendLine(CultureInfo.InvariantCulture, $"new in \"{news.Name}\":").AppendLine();
            foreach (var row in news.Rows)
            {
                body.AppendLine(CultureInfo.InvariantCulture, $"- {row.Title}, {row.Institution}: {ExportMessages.When(row)}").AppendLine(CultureInfo.InvariantCulture, $"  {address.Of(HubLinks.Competitions.Show(row.Slug))}");
            }

            body.AppendLine(news.IsMore ? $"- and more: {address.Of(news.Link)}" : "").AppendLine();
        }

        var link = address.Of(HubLinks.Accounts.StopMails(stop.Make(account.Id)));
        body.AppendLine(options.Value.Name).AppendLine(address.Root).AppendLine().AppendLine(CultureInfo.InvariantCulture, $"No more such mails: {link}");
        mailer.Add(account.Email!, $"{options.Value.Name}: {Subject(searches, closing)}", body.ToString().ReplaceLineEndings("\r\n"), link);
    }

    public void Leave() => mailer.Nudge();

    private static string Subject(IReadOnlyList<SearchNews> searches, IReadOnlyList<ListingRow> closing)
    {
        var news = searches.SelectMany(s => s.Rows).Select(r => r.Id).Distinct().Count();
        return string.Join(", ", [.. closing.Count > 0 ? [$"{closing.Count} closing soon"] : Array.Empty<string>(), .. news > 0 ? [$"{news} new"] : Array.Empty<string>()]);
    }
}
