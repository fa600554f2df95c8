using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Feed;

/// <summary>Reads single records of a feed and finds what can't be in them. One that is refused says nothing about the others.</summary>
public static class FeedRules
{
    private static readonly DateTimeOffset First = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero), Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a record for itself; whether it fits to what is known already is not looked at.</summary>
    /// <param name="raw">The record as it came.</param>
    /// <param name="address">The node's address: what a fact links to lies there.</param>
    /// <param name="keys">The node's keys, those it signed with earlier too.</param>
    /// <param name="now">The reader's time.</param>
    public static FeedReading Read(RawJson raw, string address, IReadOnlyList<JsonWebKey> keys, DateTimeOffset now)
    {
        if (Deserialize(raw, FeedJson.Default.FeedRecord) is not { Sequence: > 0, Revision: > 0, Version: > 0 } record)
        {
            return new FeedReading.Refused(null, RecordProblem.Unreadable, []);
        }

        if (EnvelopeProblem(record, address, keys, now) is { } problem)
        {
            return new FeedReading.Refused(record, problem, []);
        }

        if (record.Body is not { } body)
        {
            return new FeedReading.Accepted(record, null);
        }

        var (fact, impossible) = record.Kind switch
        {
            RecordKinds.Competition => Look(body, FeedJson.Default.CompetitionCard, c => Impossible(c, address)),
            RecordKinds.Activity => Look(body, FeedJson.Default.CompetitionActivity, Impossible),
            RecordKinds.Standings => Look(body, FeedJson.Default.PhaseStandings, Impossible),
            RecordKinds.Entry => Look(body, FeedJson.Default.StandingsEntry, e => Impossible(e, record.Key)),
            var other => throw new UnreachableException(other),
        };
        return fact is null ? new FeedReading.Refused(record, RecordProblem.BodyUnreadable, [])
            : impossible.Count > 0 ? new FeedReading.Refused(record, RecordProblem.Impossible, impossible)
            : new FeedReading.Accepted(record, fact);
    }

    /// <summary>What can't be in a card, in order.</summary>
    public static IReadOnlyList<ImpossibleFact> Impossible(CompetitionCard card, string address) =>
    [
        .. When(!PlainText.IsLine(card.Title, CompetitionCard.TitleMaxLength), ImpossibleFact.Title),
        .. When(card.Text.Length > 0 && !PlainText.IsLine(card.Text, CompetitionCard.TextMaxLength), ImpossibleFact.Text),
        .. When(!IsAddress(card.Address, address), ImpossibleFact.Address),
        .. When(!PlainText.IsLine(card.Organizer, CompetitionCard.LineMaxLength), ImpossibleFact.Organizer),
        .. When(!IsLineOrNull(card.Institution), ImpossibleFact.Institution),
        .. When(card.Logo is { } logo && !(IsAddress(logo.Address, address) && PlainText.IsSha256(logo.Sha256)), ImpossibleFact.Logo),
        .. When(!AreTags(card.Tags), ImpossibleFact.Tags),
        .. When(!AreWords(card.TaskTypes), ImpossibleFact.TaskTypes),
        .. When(!AreWords(card.Modalities), ImpossibleFact.Modalities),
        .. When(!AreWords(card.SubmissionKinds), ImpossibleFact.SubmissionKinds),
        .. When(!IsLineOrNull(card.Prize), ImpossibleFact.Prize),
        .. When(card.Language is { } language && !(language.Length is >= 2 and <= 35 && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')), ImpossibleFact.Language),
        .. When(card.Rules is { } rules && !IsAddress(rules, address), ImpossibleFact.Rules),
        .. When(!IsLineOrNull(card.Hardware), ImpossibleFact.Hardware),
        .. When(!IsInstant(card.PublishedAt), ImpossibleFact.PublishedAt),
        .. When(!ArePhases(card.Phases), ImpossibleFact.Phases),
    ];

    /// <summary>What can't be in the numbers of a competition, in order.</summary>
    public static IReadOnlyList<ImpossibleFact> Impossible(CompetitionActivity activity) =>
    [
        .. When(!IsNumber(activity.Participants) || !IsNumber(activity.Submissions), ImpossibleFact.Numbers),
        .. When(activity.LastSubmissionOn is { } day && !IsInstant(new DateTimeOffset(day, default, TimeSpan.Zero)), ImpossibleFact.LastSubmissionOn),
    ];

    /// <summary>What can't be in standings, in order.</summary>
    public static IReadOnlyList<ImpossibleFact> Impossible(PhaseStandings standings) =>
    [
        .. When(!IsId(standings.Competition), ImpossibleFact.Competition),
        .. When(!PlainText.IsLine(standings.Title, PhaseStandings.NameMaxLength), ImpossibleFact.Title),
        .. When(!AreColumns(standings.Columns), ImpossibleFact.Columns),
        .. When(!standings.Columns.Any(c => c?.Key == standings.Metric), ImpossibleFact.Metric),
        .. When(standings.Scorers.Count is 0 or > PhaseStandings.MaxDigests || !standings.Scorers.All(PlainText.IsSha256), ImpossibleFact.Scorers),
        .. When(standings.References.Count > PhaseStandings.MaxDigests || !standings.References.All(r => r is "" || PlainText.IsSha256(r)), ImpossibleFact.References),
    ];

    /// <summary>What can't be in an entry, in order.</summary>
    public static IReadOnlyList<ImpossibleFact> Impossible(StandingsEntry entry, string key) =>
    [
        .. When(!IsId(entry.Standings) || !key.StartsWith(entry.Standings + "/", StringComparison.Ordinal), ImpossibleFact.Standings),
        .. When(entry.Subject is { } subject && !(subject.Length is > 0 and <= StandingsEntry.SubjectMaxLength && subject.All(c => c is > ' ' and <= '~')), ImpossibleFact.Subject),
        .. When(entry.Name is { } name && !PlainText.IsLine(name, StandingsEntry.NameMaxLength), ImpossibleFact.Name),
        .. When(entry.Scores.Count > PhaseStandings.MaxColumns || !entry.Scores.All(s => IsKeyOfColumn(s.Key) && double.IsFinite(s.Value)), ImpossibleFact.Scores),
        .. When(!IsInstant(entry.SubmittedAt), ImpossibleFact.SubmittedAt),
    ];

    private static RecordProblem? EnvelopeProblem(FeedRecord record, string address, IReadOnlyList<JsonWebKey> keys, DateTimeOffset now)
    {
        if (!RecordKinds.All.Contains(record.Kind))
        {
            return RecordProblem.KindUnknown;
        }

        if (!IsKey(record.Kind, record.Key))
        {
            return RecordProblem.KeyUnfit;
        }

        if (record.Body is null != PlainText.IsWord(record.Withdrawn, CompetitionCard.WordMaxLength))
        {
            return RecordProblem.Unreadable;
        }

        if (record.Body is { } body && Encoding.UTF8.GetByteCount(body.Text) > FeedRecord.MaxBodyBytes)
        {
            return RecordProblem.TooLarge;
        }

        return record.Hash != FeedRecord.HashOf(record.Body) ? RecordProblem.HashWrong
            : record.Body is not null && RecordKinds.IsSigned(record.Kind) && !FeedTokens.Verifies(record, address, keys, now) ? RecordProblem.SignatureWrong
            : null;
    }

    private static (object? Fact, IReadOnlyList<ImpossibleFact> Impossible) Look<T>(RawJson body, JsonTypeInfo<T> type, Func<T, IReadOnlyList<ImpossibleFact>> impossible)
        where T : class => Deserialize(body, type) is { } fact ? (fact, impossible(fact)) : (null, []);

    private static T? Deserialize<T>(RawJson raw, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return HostileJson.Parse(Encoding.UTF8.GetBytes(raw.Text)).Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsKey(string kind, string key) => kind == RecordKinds.Entry
        ? key.Split('/') is [var phase, var entry] && IsId(phase) && IsId(entry)
        : IsId(key);

    private static bool IsId(string? id) => Guid.TryParseExact(id, "D", out var guid) && $"{guid:D}" == id;

    private static bool IsAddress(string text, string root) => text.Length <= CompetitionCard.AddressMaxLength
        && text.StartsWith(root + "/", StringComparison.Ordinal) && text.All(c => c is > ' ' and <= '~') && Uri.IsWellFormedUriString(text, UriKind.Absolute);

    private static bool IsLineOrNull(string? text) => text is null || PlainText.IsLine(text, CompetitionCard.LineMaxLength);

    private static bool AreTags(IReadOnlyList<string> tags) =>
        tags.Count <= CompetitionCard.MaxWords && tags.All(t => PlainText.IsLine(t, CompetitionCard.WordMaxLength)) && AreDifferent(tags);

    private static bool AreWords(IReadOnlyList<string> words) =>
        words.Count <= CompetitionCard.MaxWords && words.All(w => PlainText.IsWord(w, CompetitionCard.WordMaxLength)) && AreDifferent(words);

    private static bool AreDifferent(IReadOnlyList<string> texts) => texts.Distinct(StringComparer.Ordinal).Count() == texts.Count;

    private static bool ArePhases(IReadOnlyList<CardPhase> phases) =>
        phases.Count is > 0 and <= CompetitionCard.MaxPhases && phases.All(IsPhase) && AreDifferent([.. phases.Select(p => p.Id)])
        && phases.Zip(phases.Skip(1)).All(pair => pair.First.EndsAt <= pair.Second.StartsAt);

    private static bool IsPhase(CardPhase? phase) => phase is not null && IsId(phase.Id) && PlainText.IsLine(phase.Name, CompetitionCard.LineMaxLength)
        && IsInstant(phase.StartsAt) && (phase.EndsAt is not { } end || (IsInstant(end) && end > phase.StartsAt));

    private static bool IsInstant(DateTimeOffset instant) => instant >= First && instant < Last;

    private static bool IsNumber(int number) => number is 0 or >= CompetitionActivity.Few and <= CompetitionActivity.Most;

    private static bool AreColumns(IReadOnlyList<StandingsColumn> columns) =>
        columns.Count is > 0 and <= PhaseStandings.MaxColumns && columns.All(IsColumn) && AreDifferent([.. columns.Select(c => c.Key)]);

    private static bool IsColumn(StandingsColumn? column) => column is not null && IsKeyOfColumn(column.Key)
        && PlainText.IsLine(column.Title, PhaseStandings.NameMaxLength) && column.Precision is >= 0 and <= PhaseStandings.MaxPrecision;

    private static bool IsKeyOfColumn(string? key) => PlainText.IsLine(key, PhaseStandings.NameMaxLength);

    private static ImpossibleFact[] When(bool isSo, ImpossibleFact fact) => isSo ? [fact] : [];
}
