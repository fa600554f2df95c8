using Agon.Federation.Contracts.Feed;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>What the hub is told of a competition as the organizer's form sends it.</summary>
internal sealed class ListingForm
{
    public HubVisibility Visibility { get; set; }
    public string? Institution { get; set; }

    /// <summary>Words with commas between.</summary>
    public string? Tags { get; set; }

    public List<string> TaskTypes { get; set; } = [];
    public List<string> Modalities { get; set; } = [];
    public List<string> SubmissionKinds { get; set; } = [];
    public string? Language { get; set; }
    public string? Hardware { get; set; }
    public bool IsConfidential { get; set; }

    /// <summary>The competition's revision when the form was made.</summary>
    public int Revision { get; set; }

    public static ListingForm Of(Competition competition)
    {
        var values = ListingValues.Of(competition.HubCard);
        return new ListingForm
        {
            Visibility = values.Visibility,
            Institution = values.Institution,
            Tags = string.Join(", ", values.Tags),
            TaskTypes = [.. values.TaskTypes],
            Modalities = [.. values.Modalities],
            SubmissionKinds = [.. values.SubmissionKinds],
            Language = values.Language,
            Hardware = values.Hardware,
            IsConfidential = values.IsConfidential,
            Revision = competition.Revision,
        };
    }

    public ListingValues Values() => new()
    {
        Visibility = Enum.IsDefined(Visibility) ? Visibility : HubVisibility.NotListed,
        Institution = Filled(Institution),
        Tags = [.. (Tags ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)],
        TaskTypes = [.. TaskTypes.Distinct(StringComparer.Ordinal)],
        Modalities = [.. Modalities.Distinct(StringComparer.Ordinal)],
        SubmissionKinds = [.. SubmissionKinds.Distinct(StringComparer.Ordinal)],
        Language = Filled(Language),
        Hardware = Filled(Hardware),
        IsConfidential = IsConfidential,
    };

    /// <summary>What differs between the form and the competition as it is, in words.</summary>
    public IReadOnlyList<(string Field, string Stored)> DifferencesTo(Competition competition)
    {
        var (mine, theirs) = (Values(), ListingValues.Of(competition.HubCard));
        return
        [
            .. Differs("At the hub", ListingMessages.Choice(mine.Visibility), ListingMessages.Choice(theirs.Visibility)),
            .. Differs("Kinds of task", Joined(mine.TaskTypes), Joined(theirs.TaskTypes)),
            .. Differs("Data", Joined(mine.Modalities), Joined(theirs.Modalities)),
            .. Differs("Sent in", Joined(mine.SubmissionKinds), Joined(theirs.SubmissionKinds)),
            .. Differs("Tags", Joined(mine.Tags), Joined(theirs.Tags)),
            .. Differs("Language", mine.Language, theirs.Language),
            .. Differs("Hardware", mine.Hardware, theirs.Hardware),
            .. Differs("Institution", mine.Institution, theirs.Institution),
            .. Differs("Confidential", mine.IsConfidential ? "yes" : "no", theirs.IsConfidential ? "yes" : "no"),
        ];
    }

    /// <summary>The field a fact is typed into.</summary>
    public static string Field(ImpossibleFact fact) => $"Form.{fact}";

    private static string Joined(IReadOnlyList<string> words) => string.Join(", ", words);

    private static (string Field, string Stored)[] Differs(string field, string? mine, string? theirs) => mine == theirs ? [] : [(field, theirs ?? "")];

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
