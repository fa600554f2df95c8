namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads the map <c>html</c>: the terms, and every other entry as a page, in order.</summary>
internal static class PagesOfVersion1
{
    private const string TermsKey = "terms";
    private const int Most = 100;

    public static (PathReference? Terms, IReadOnlyList<ManifestPage> Pages) From(Section competition)
    {
        if (competition.Map("html", "\"html\"", isRequired: true) is not { } html)
        {
            return (null, []);
        }

        List<ManifestPage> pages = [];
        foreach (var (key, place, _) in competition.Entries("html", Most, isRequired: false).Where(e => e.Key != TermsKey))
        {
            if (Title(key) is not { Length: > 0 and <= CompetitionPage.TitleMaxLength } title)
            {
                competition.Error(place, $"a page has the name \"{ManifestMessages.Short(key)}\", which can't be its title.", $"Give it a name of at most {CompetitionPage.TitleMaxLength} letters.");
            }
            else if (html.Path(key, PathUse.Text, isRequired: true) is { } file)
            {
                pages.Add(new ManifestPage(title, file));
            }
        }

        var terms = html.Path(TermsKey, PathUse.Text, isRequired: true);
        html.Ignore([.. competition.Entries("html", Most, isRequired: false).Select(e => e.Key)]);
        html.Close();
        return (terms, pages);
    }

    // get_starting_kit: "Get starting kit"
    private static string? Title(string key)
    {
        var words = key.Replace('_', ' ').Trim();
        return words.Length == 0 || words.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? null : $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }
}
