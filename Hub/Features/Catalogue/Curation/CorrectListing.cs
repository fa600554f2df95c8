using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>Adds tags to a listing and sets right what its node says wrongly.</summary>
internal sealed class CorrectListing(CurateListing curate)
{
    private const int ShortestLanguage = 2, LongestLanguage = 35;

    /// <param name="slug">Which listing.</param>
    /// <param name="words">What it is to be.</param>
    /// <param name="seen">The <see cref="ListingCuration.Version"/> the curator saw.</param>
    /// <param name="note">Why, for other curators.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CurateOutcome> ExecuteAsync(string slug, Correction words, int seen, string? note, Guid? by, CancellationToken ct) => WrongIn(words) is { } wrong
        ? wrong
        : await curate.ExecuteAsync(
            slug,
            CurationAct.Correct,
            (_, curation) => Task.FromResult(curation.Version == seen ? (words.Of(curation.State), CurateOutcome.Done) : ((CurationState?)null, CurateOutcome.ChangedMeanwhile)),
            note,
            by,
            ct);

    private static CurateOutcome? WrongIn(Correction words) =>
        !Fit(words.Tags, t => PlainText.IsLine(t, CompetitionCard.WordMaxLength)) ? CurateOutcome.TagsUnfit
        : !Fit(words.TaskTypes, IsWord) ? CurateOutcome.TaskTypesUnfit
        : !Fit(words.Modalities, IsWord) ? CurateOutcome.ModalitiesUnfit
        : words.Language is { } language && !IsLanguage(language) ? CurateOutcome.LanguageUnfit
        : words.Institution is { } institution && !PlainText.IsLine(institution, CompetitionCard.LineMaxLength) ? CurateOutcome.InstitutionUnfit
        : null;

    private static bool Fit(IReadOnlyList<string>? words, Func<string, bool> isOne) => words is null || (words.Count <= CompetitionCard.MaxWords && words.All(isOne));

    private static bool IsWord(string word) => PlainText.IsWord(word, CompetitionCard.WordMaxLength);

    private static bool IsLanguage(string code) => code.Length is >= ShortestLanguage and <= LongestLanguage && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

/// <summary>What curators say of a listing; null where they leave it to its node.</summary>
internal sealed record Correction(
    IReadOnlyList<string> Tags, IReadOnlyList<string>? TaskTypes, IReadOnlyList<string>? Modalities, string? Language, string? Institution, bool? HasPrize)
{
    public CurationState Of(CurationState state) => state with
    {
        Tags = Tags,
        TaskTypes = TaskTypes,
        Modalities = Modalities,
        Language = Language,
        Institution = Institution,
        HasPrize = HasPrize,
    };
}
