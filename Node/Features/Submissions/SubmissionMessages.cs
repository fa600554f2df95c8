using System.Globalization;
using Agon.Federation.Contracts;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.Submissions;

/// <summary>What people and programs are told about submissions.</summary>
internal static class SubmissionMessages
{
    public const string NothingLost = "Nothing was stored, and it costs you nothing.";

    public static string Sentence(SubmissionFailure failure) => failure switch
    {
        SubmissionFailure.NotJoined => "You don't take part in this competition yet: join it first, then submit.",
        SubmissionFailure.AwaitingApproval => "An organizer has to approve you before you can submit. You get a mail when that is done.",
        SubmissionFailure.Denied => "The organizers declined your request to take part, so you can't submit. Ask them if you think that is a mistake.",
        SubmissionFailure.NotPublished => $"The competition is a draft and takes no submissions. {NothingLost} Submit when its organizers have published it.",
        SubmissionFailure.NotOpenYet(var phase, var at) => $"{phase} opens on {Exact(at)}. {NothingLost} Submit then.",
        SubmissionFailure.Closed(var phase, var at) => $"{phase} closed on {Exact(at)}; what counts is when the upload is complete. {NothingLost} See on the competition's page whether another phase is open.",
        SubmissionFailure.TakesNone => $"The organizers take no submissions in this phase for now. {NothingLost} Ask them when they will.",
        SubmissionFailure.DailyReached(var limit, var at) =>
            $"You have used {Counts.Of(limit, "submission")} of {limit} for today. You can submit again from {Exact(at)}. {NothingLost}",
        SubmissionFailure.TotalReached(var limit) => $"You have used all {Counts.Of(limit, "submission")} of this phase. {NothingLost} If one of yours still waits, you may cancel it and send another in its place.",
        SubmissionFailure.NotReceived(var why) => UploadMessages.Sentence(why),
        SubmissionFailure.UnusableZip(var problems) => string.Join(' ', problems.Take(3).Select(p => $"{p.Message} {p.Hint}").Append(NothingLost)),
        SubmissionFailure.CodeNotTaken(var phase) =>
            $"{phase} takes results only, and your zip has a file metadata at its root, which asks for a program to be run. Send the files your program writes. {NothingLost}",
        SubmissionFailure.FactSheetIncomplete(var problems) => string.Join(' ', problems.Select(p => p.Sentence).Append(NothingLost)),
        SubmissionFailure.EmptyZip => $"The zip holds no files. Put your files into it and send it again. {NothingLost}",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    /// <summary>The same, as the HTTP API says it.</summary>
    public static IResult Problem(SubmissionFailure failure) => failure switch
    {
        SubmissionFailure.NotReceived(var why) => UploadMessages.Problem(why),
        SubmissionFailure.UnusableZip(var problems) => Problem(failure, Problems.UnusableFile, new Dictionary<string, object?>
        {
            ["problems"] = problems.Select(p => new { severity = p.IsWarning ? "Warning" : "Error", file = p.Path, message = p.Message, hint = p.Hint }),
        }),
        SubmissionFailure.FactSheetIncomplete(var problems) => Problem(failure, Problems.Incomplete, new Dictionary<string, object?>
        {
            ["problems"] = problems.Select(p => new { key = p.Key, message = p.Sentence }),
        }),
        SubmissionFailure.EmptyZip or SubmissionFailure.CodeNotTaken => Problem(failure, Problems.UnusableFile),
        _ => Problem(failure, Problems.NotAllowedNow),
    };

    /// <summary>How a leaderboard takes submissions, for those who send them.</summary>
    public static string Rule(SubmissionRule rule) => rule switch
    {
        SubmissionRule.Add or SubmissionRule.AddAndDelete => "You choose which of your scored submissions stands on the leaderboard.",
        SubmissionRule.AddAndDeleteMultiple => "You choose which of your scored submissions stand on the leaderboard.",
        SubmissionRule.ForceLatestMultiple => "All your scored submissions stand on the leaderboard.",
        SubmissionRule.ForceLast => "Your last scored submission stands on the leaderboard.",
        SubmissionRule.ForceBest => "Your best submission stands on the leaderboard.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>The same for those who read the leaderboard.</summary>
    public static string RuleForReaders(SubmissionRule rule) => rule switch
    {
        SubmissionRule.Add or SubmissionRule.AddAndDelete => "Participants choose which of their submissions stands here.",
        SubmissionRule.AddAndDeleteMultiple => "Participants choose which of their submissions stand here.",
        SubmissionRule.ForceLatestMultiple => "Every scored submission stands here.",
        SubmissionRule.ForceLast => "The last scored submission of each stands here.",
        SubmissionRule.ForceBest => "The best submission of each stands here.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>What became of a wish to stand on the leaderboard, or not to.</summary>
    public static string Chosen(int number, bool isWanted, ChooseEntryOutcome outcome) => outcome switch
    {
        ChooseEntryOutcome.NotScored => $"Submission {number} is not scored yet, so it can't stand on the leaderboard.",
        ChooseEntryOutcome.NoSuchLeaderboard => "The competition has no such leaderboard. Choose from the list anew.",
        ChooseEntryOutcome.RuleDecides(var rule) => NotChosen(rule),
        _ when isWanted => $"Submission {number} stands on the leaderboard.",
        _ => $"Submission {number} is off the leaderboard.",
    };

    /// <summary>Why a rule does not do what was wished.</summary>
    public static string NotChosen(SubmissionRule rule) => rule.IsChosen
        ? "What stands on this leaderboard can't be taken off. Put another submission there in its place."
        : $"There is nothing to choose here. {Rule(rule)}";

    /// <summary>What became of a wish to run a submission again.</summary>
    public static string RunAgain(int number, int runs) => runs > 0
        ? $"Submission {number} is run again. What it scored before stays until there is a new score."
        : $"Submission {number} is under way already.";

    /// <summary>What became of a wish to start a submission.</summary>
    public static string Started(int number, int runs) => runs > 0
        ? $"Submission {number} is started: it waits for a worker now."
        : $"Submission {number} was started before, or is over, so nothing was done.";

    /// <summary>What became of a wish to start all that wait.</summary>
    public static string AllStarted(int submissions) => submissions == 0
        ? "Nothing waited to be started."
        : $"{Counts.Of(submissions, "submission")} started.";

    private static ProblemHttpResult Problem(SubmissionFailure failure, string type, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(Sentence(failure), statusCode: StatusCodes.Status422UnprocessableEntity, type: type, extensions: extensions);

    private static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy 'at' HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
