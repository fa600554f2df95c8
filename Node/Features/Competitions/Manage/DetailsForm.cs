using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>A competition's details as the organizer's form sends them.</summary>
internal sealed class DetailsForm
{
    public const int DescriptionMaxLength = 500;

    [Required(ErrorMessage = "Enter a title.")]
    [StringLength(Competition.TitleMaxLength, ErrorMessage = "The title may have at most 256 characters.")]
    public string? Title { get; set; }

    [StringLength(DescriptionMaxLength, ErrorMessage = "The description may have at most 500 characters.")]
    public string? Description { get; set; }

    [EmailAddress(ErrorMessage = "Enter an e-mail address, for instance team@example.org.")]
    [StringLength(Competition.ContactEmailMaxLength, ErrorMessage = "The address may have at most 256 characters.")]
    public string? ContactEmail { get; set; }

    [StringLength(Competition.RewardMaxLength, ErrorMessage = "The reward may have at most 256 characters.")]
    public string? Reward { get; set; }

    [StringLength(Competition.ReportUrlMaxLength, ErrorMessage = "The address may have at most 256 characters.")]
    [RegularExpression("(?i)https?://.+", ErrorMessage = "Enter an address that begins with https:// or http://.")]
    public string? ReportUrl { get; set; }

    public bool IsRegistrationAutoApproved { get; set; }
    public bool RunsSubmissionsAtOnce { get; set; }
    public bool MakeProgramsAvailable { get; set; }
    public bool MakeInputDataAvailable { get; set; }

    /// <summary>The competition's revision when the form was made.</summary>
    public int Revision { get; set; }

    public static DetailsForm Of(Competition competition) => new()
    {
        Title = competition.Title,
        Description = competition.Description,
        ContactEmail = competition.ContactEmail,
        Reward = competition.Reward,
        ReportUrl = competition.ReportUrl,
        IsRegistrationAutoApproved = competition.IsRegistrationAutoApproved,
        RunsSubmissionsAtOnce = competition.RunsSubmissionsAtOnce,
        MakeProgramsAvailable = competition.MakeProgramsAvailable,
        MakeInputDataAvailable = competition.MakeInputDataAvailable,
        Revision = competition.Revision,
    };

    public DetailValues Values() => new()
    {
        Title = Title!.Trim(),
        Description = Description?.Trim() ?? "",
        IsRegistrationAutoApproved = IsRegistrationAutoApproved,
        ContactEmail = Filled(ContactEmail),
        Reward = Filled(Reward),
        ReportUrl = Filled(ReportUrl),
        RunsSubmissionsAtOnce = RunsSubmissionsAtOnce,
        MakeProgramsAvailable = MakeProgramsAvailable,
        MakeInputDataAvailable = MakeInputDataAvailable,
    };

    /// <summary>What differs between the form and the competition as it is, in words.</summary>
    public IReadOnlyList<(string Field, string Stored)> DifferencesTo(Competition competition)
    {
        var (mine, theirs) = (Values(), Of(competition).Values());
        return
        [
            .. Differs("Title", mine.Title, theirs.Title),
            .. Differs("Description", mine.Description, theirs.Description),
            .. Differs("Contact", mine.ContactEmail, theirs.ContactEmail),
            .. Differs("Reward", mine.Reward, theirs.Reward),
            .. Differs("Report", mine.ReportUrl, theirs.ReportUrl),
            .. Differs("Joining", Joining(mine), Joining(theirs)),
            .. Differs("Runs", Starting(mine), Starting(theirs)),
            .. Differs("Programs", Words(mine.MakeProgramsAvailable), Words(theirs.MakeProgramsAvailable)),
            .. Differs("Input data", Words(mine.MakeInputDataAvailable), Words(theirs.MakeInputDataAvailable)),
        ];
    }

    private static string Joining(DetailValues values) => values.IsRegistrationAutoApproved ? "people join at once" : "an organizer approves";

    private static string Starting(DetailValues values) => values.RunsSubmissionsAtOnce ? "submissions run as they arrive" : "an organizer starts each";

    private static string Words(bool isAvailable) => isAvailable ? "participants get them" : "kept from participants";

    private static (string Field, string Stored)[] Differs(string field, string? mine, string? theirs) => mine == theirs ? [] : [(field, theirs ?? "")];

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
