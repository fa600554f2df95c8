using System.Globalization;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>A card as a list of words, to compare what a node says with what it said before.</summary>
internal sealed class CardWords
{
    // Enough to see what is meant, from a little before where two texts part.
    private const int MaxLength = 200, Before = 40;

    private readonly IReadOnlyList<(string Member, string Says)> _words;

    private CardWords(IReadOnlyList<(string Member, string Says)> words) => _words = words;

    /// <summary>What a listing's card says now.</summary>
    public static CardWords Of(Listing listing, IEnumerable<ListingPhase> phases) => new(
    [
        (nameof(Listing.Title), listing.Title),
        (nameof(Listing.Text), listing.Text),
        (nameof(Listing.Address), listing.Address),
        (nameof(Listing.Organizer), listing.Organizer),
        (nameof(Listing.Institution), listing.Institution ?? ""),
        (nameof(Listing.Phases), string.Join("; ", phases.OrderBy(p => p.Number).Select(p => $"{p.Name} {Instant(p.StartsAt)} – {(p.EndsAt is { } end ? Instant(end) : "")}"))),
        (nameof(Listing.TaskTypes), Words(listing.TaskTypes)),
        (nameof(Listing.Modalities), Words(listing.Modalities)),
        (nameof(Listing.SubmissionKinds), Words(listing.SubmissionKinds)),
        (nameof(Listing.Tags), Words(listing.Tags)),
        (nameof(Listing.Prize), listing.Prize ?? ""),
        (nameof(Listing.Language), listing.Language ?? ""),
        (nameof(Listing.RulesAddress), listing.RulesAddress ?? ""),
        (nameof(Listing.Hardware), listing.Hardware ?? ""),
        (nameof(Listing.LogoSha256), listing.LogoSha256 ?? ""),
        (nameof(Listing.IsConfidential), YesOrNo(listing.IsConfidential)),
        (nameof(Listing.NeedsApproval), YesOrNo(listing.NeedsApproval)),
        (nameof(Listing.PublishedAt), Instant(listing.PublishedAt)),
    ]);

    /// <summary>What is otherwise in another card.</summary>
    public IReadOnlyList<CardDifference> DifferencesTo(CardWords other) =>
        [.. _words.Zip(other._words).Where(w => w.First.Says != w.Second.Says).Select(w => Difference(w.First.Member, w.First.Says, w.Second.Says))];

    private static CardDifference Difference(string member, string before, string after)
    {
        var from = Math.Max(0, before.AsSpan().CommonPrefixLength(after) - Before);
        return new CardDifference(member, Cut(before, from), Cut(after, from));
    }

    private static string Cut(string text, int from)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        from = Math.Min(from, text.Length);
        var to = Math.Min(text.Length, from + MaxLength);

        // No half of a sign of two.
        from += from > 0 && from < text.Length && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        return $"{(from > 0 ? "… " : "")}{text[from..to]}{(to < text.Length ? " …" : "")}";
    }

    private static string Words(IEnumerable<string> words) => string.Join(", ", words);

    private static string YesOrNo(bool isSo) => isSo ? "yes" : "no";

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
