using Agon.Hub.Features.Catalogue.Curation.Quality;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Curation.Desk;

/// <summary>What stands on the curator's desk.</summary>
internal static class DeskMessages
{
    public const string NobodyWaits = "No node waits for approval.";
    public const string NoTrouble = "Every node is active, answers, and has told all it has.";
    public const string AllFine = "No listing has few points.";
    public const string Worst = "The worst of them";
    public const string Unconfirmed = "its address is not confirmed";

    public static readonly string Silent = $"not heard of for {(int)ListingQuality.Silence.TotalDays} days or more";

    public static string Restricted(Member node) => NodesMessages.Word(node.State) + (node.Reason is { } reason ? $", because: {reason}" : "");

    public static string Behind(long lag) => $"{Counts.Of(lag, "change")} behind";

    public static string Refused(int records) => $"{Counts.Of(records, "record")} refused";
}
