using System.Diagnostics;
using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Reports;

/// <summary>What those who report a listing are told, and those who look at reports.</summary>
internal static class ReportsMessages
{
    public const string Anonymous = "Nobody learns who you are, so nobody can answer you.";
    public const string Known = "The curators see your name and e-mail address, so that they can ask you. You will see nothing more of it here.";
    public const string CameAgain = "Somebody has reported it anew since.";
    public const string NoneOpen = "No report is open.";

    public static string Sentence(ReportListingOutcome outcome) => outcome switch
    {
        ReportListingOutcome.Reported => "Thank you. The curators of this hub will look at it.",
        ReportListingOutcome.NotShown => "There is no such competition here.",
        ReportListingOutcome.NeedsReason => "Choose what is wrong.",
        ReportListingOutcome.NeedsText => "Say in words what is wrong.",
        ReportListingOutcome.TextTooLong => $"Say it in at most {ListingReport.TextMaxLength} characters.",
        ReportListingOutcome.ReportedBefore => "You reported this already, and the curators will look at it.",
        ReportListingOutcome.Enough => "Thank you. The curators have enough reports about this to look at, so yours is not needed.",
        _ => throw new UnreachableException($"{outcome}"),
    };

    public static string Sentence(ResolveOutcome outcome) => outcome switch
    {
        ResolveOutcome.Resolved => "The reports are resolved. It stands under the changes, where it can be undone.",
        ResolveOutcome.NeedsNote => $"Note why, or what you did, in at most {CurationChange.ReasonMaxLength} characters, for other curators.",
        ResolveOutcome.NothingOpen => "No report about it is open. Perhaps somebody else resolved them first.",
        _ => throw new UnreachableException($"{outcome}"),
    };

    public static string Word(ReportReason reason) => reason switch
    {
        ReportReason.NotACompetition => "It is no competition, or advertising",
        ReportReason.NotThere => "Its page at the node is not there",
        ReportReason.Duplicate => "It is here twice",
        ReportReason.WrongFacts => "Something about it is wrong here",
        ReportReason.Offensive => "It is offensive or unlawful",
        ReportReason.Other => "Something else",
        _ => throw new UnreachableException($"{reason}"),
    };
}
