using System.Diagnostics;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>What curators are told, and what everybody reads of what they did.</summary>
internal static class CurationMessages
{
    public const string Official = "official", Featured = "featured";
    public const string NoChanges = "Nothing was changed here yet.";
    public const string AboutOfficial = "The curators of this hub vouch for it";
    public const string Hidden = "The curators of this hub have hidden this competition.";
    public const string HiddenWhere = "It may still be at its own site; this hub does not show it.";

    public static string Sentence(CurateOutcome outcome) => outcome switch
    {
        CurateOutcome.Done => "It is done, and stands under the changes, where it can be undone.",
        CurateOutcome.Unknown => "There is no such listing. The list of listings shows their names.",
        CurateOutcome.WasSo => "It was so already, so nothing changed.",
        CurateOutcome.NeedsReason => $"Say why, in at most {CurationChange.ReasonMaxLength} characters. Everybody can read it.",
        CurateOutcome.NoteTooLong => $"Keep the note within {CurationChange.ReasonMaxLength} characters.",
        CurateOutcome.DayOver => "Choose today or a day to come, or none.",
        CurateOutcome.ChangedMeanwhile => "Somebody else changed this listing since you opened the page. Look at how it is now, and save again if you still want to.",
        CurateOutcome.TagsUnfit => $"Give at most {CompetitionCard.MaxWords} tags of at most {CompetitionCard.WordMaxLength} visible characters, with commas between.",
        CurateOutcome.TaskTypesUnfit or CurateOutcome.ModalitiesUnfit =>
            $"Give at most {CompetitionCard.MaxWords} words of small letters, digits and hyphens, at most {CompetitionCard.WordMaxLength} characters each, with commas between.",
        CurateOutcome.LanguageUnfit => "Give the code of a language, such as en or pt-BR.",
        CurateOutcome.InstitutionUnfit => $"Give one line of at most {CompetitionCard.LineMaxLength} visible characters.",
        CurateOutcome.IntoItself => "A listing can't stand for itself. Give the address of the other one.",
        CurateOutcome.IntoUnknown => "There is no such listing that is shown. Copy the last part of its address at this hub.",
        CurateOutcome.IntoMerged => "Another listing stands for that one. Merge into the one that is shown.",
        _ => throw new UnreachableException($"{outcome}"),
    };

    /// <summary>The field of the corrections that an outcome is about.</summary>
    public static string FieldOf(CurateOutcome outcome) => outcome switch
    {
        CurateOutcome.TagsUnfit => "Form.Tags",
        CurateOutcome.TaskTypesUnfit => "Form.TaskTypes",
        CurateOutcome.ModalitiesUnfit => "Form.Modalities",
        CurateOutcome.LanguageUnfit => "Form.Language",
        CurateOutcome.InstitutionUnfit => "Form.Institution",
        CurateOutcome.NoteTooLong => "Form.Note",
        _ => "",
    };

    public static string Sentence(UndoOutcome outcome) => outcome switch
    {
        UndoOutcome.Undone(var change) => $"It is undone: {Word(change.Act)}, {change.SubjectTitle}.",
        UndoOutcome.Unknown => "There is no such change.",
        UndoOutcome.UndoneBefore => "Somebody undid this already.",
        UndoOutcome.ChangedSince => "What this changed was changed again since, or is gone. Undo the later change first, or set it right by hand.",
        UndoOutcome.Impossible(var why) => $"It can't be as it was before. {why}",
        UndoOutcome.ReasonTooLong => Sentence(CurateOutcome.NoteTooLong),
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Word(CurationAct act) => act switch
    {
        CurationAct.Hide => "hidden",
        CurationAct.Show => "shown again",
        CurationAct.Feature => "featured",
        CurationAct.Unfeature => "not featured any more",
        CurationAct.MarkOfficial => "marked official",
        CurationAct.UnmarkOfficial => "not official any more",
        CurationAct.Correct => "corrected",
        CurationAct.Merge => "merged into another",
        CurationAct.Part => "parted from another",
        CurationAct.MakeSeries => "made a series",
        CurationAct.EditSeries => "changed a series' words",
        CurationAct.RemoveSeries => "removed a series",
        CurationAct.AddStandings => "added standings",
        CurationAct.TakeStandings => "took standings out",
        CurationAct.OrderStandings => "ordered standings",
        CurationAct.DismissReports => "reports dismissed",
        CurationAct.ActOnReports => "something was done about reports",
        CurationAct.Undo => "an earlier change undone",
        _ => throw new UnreachableException($"{act}"),
    };

    public static string Word(CurationSubject kind) => kind switch
    {
        CurationSubject.Listing => "listing",
        CurationSubject.Reports => "reports",
        _ => throw new UnreachableException($"{kind}"),
    };

    /// <summary>A value of a change: an id by the title it belongs to.</summary>
    public static string Value(JsonNode? value, IReadOnlyDictionary<Guid, string> names) => value switch
    {
        null => "–",
        JsonArray { Count: 0 } => "none",
        JsonArray many => string.Join(", ", many.Select(v => Value(v, names))),
        JsonObject parts => string.Join(": ", parts.Where(p => p.Value is not null).Select(p => Value(p.Value, names))),
        JsonValue one when one.TryGetValue<bool>(out var flag) => flag ? "yes" : "no",
        JsonValue when IdIn(value) is { } id && names.TryGetValue(id, out var name) => name,
        JsonValue one when one.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    /// <summary>The id of a listing in what a change tells, alone or before a phase's; null if it is none.</summary>
    public static Guid? IdIn(JsonNode? value) => value is JsonValue one && one.TryGetValue<string>(out var text) && Guid.TryParse(text.Split('/')[0], out var id) ? id : null;

    /// <summary>A member of what a change tells, in words; its own name if it has none.</summary>
    public static string Member(string name) => name switch
    {
        "hidden" => "hidden because",
        "isFeatured" => "featured",
        "featuredUntil" => "featured until",
        "isOfficial" => "official",
        "tags" => "added tags",
        "taskTypes" => "task",
        "modalities" => "data",
        "language" => "language",
        "institution" => "institution",
        "hasPrize" => "prize",
        "mergedInto" => "stands for it",
        "isRemoved" => "removed",
        _ when name.All(char.IsAsciiDigit) => $"report {name}",
        _ => name,
    };
}
