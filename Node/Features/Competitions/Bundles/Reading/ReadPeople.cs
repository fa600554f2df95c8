using Agon.Node.Features.Competitions.Bundles.Yaml;
using Agon.Node.Features.Participation;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads what the editors of other sites know and their bundles do not: who needs no approval, and where the report is.</summary>
internal static class ReadPeople
{
    public static IReadOnlyList<string> LetIn(Section competition)
    {
        List<string> addresses = [];
        foreach (var item in competition.List("whitelist_emails", EditAccess.MostAddresses, isRequired: false))
        {
            if (item is YamlScalar { Text: var text } && EditAccess.IsAddress(text.Trim()))
            {
                addresses.Add(text.Trim().ToLowerInvariant());
            }
            else
            {
                competition.Error(item.Place, "\"whitelist_emails\" lists e-mail addresses; this is none.", "Write one address behind each dash.");
            }
        }

        return [.. addresses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static string? Report(Section competition)
    {
        if (competition.Text("report", Competition.ReportUrlMaxLength) is not { Length: > 0 } written)
        {
            return null;
        }

        if (Uri.TryCreate(written, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            return written;
        }

        competition.Error(competition.PlaceOf("report"), $"\"report\" is \"{ManifestMessages.Short(written)}\", which is no address of the web.", "Write one that begins with https:// or http://.");
        return null;
    }
}
