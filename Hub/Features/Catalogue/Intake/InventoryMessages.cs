using System.Diagnostics;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What nodes and curators are told about inventories.</summary>
internal static class InventoryMessages
{
    public const string None = "No inventory has been compared yet. Nodes send one every night.";
    public const string Asked = "The node sends an inventory with its next call.";
    public const string Waits = "Asked for; the node sends it with its next call.";
    public const string Unreadable = "This is not an inventory: JSON with the members of this version.";
    public const string TooLarge = "An inventory has at most 2 MiB. List fewer buckets at once.";

    public static string Sentence(InventoryOutcome outcome) => outcome switch
    {
        InventoryOutcome.NotAMember(var state, var reason) => NodesMessages.Sentence(new ReportOutcome.NotAMember(state, reason)),
        InventoryOutcome.Impossible => "The inventory's numbers, buckets or listings do not fit together.",
        InventoryOutcome.Stale(var cursor) => $"The hub has everything up to {cursor}. Take the inventory there.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(ShrinkOutcome outcome) => outcome switch
    {
        ShrinkOutcome.Removed => "They are removed. What the node tells again comes back.",
        ShrinkOutcome.Kept => "They stay, and nobody is asked about these again.",
        ShrinkOutcome.NotNow => "There is nothing to decide any more, or something else: look again.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Alarm(NodeInventory inventory) =>
        $"Its last inventory lacks {Counts.Of(inventory.Phantoms, "fact")} the hub has, {Counts.Of(inventory.PhantomCompetitions, "competition")} among them. "
        + "That is more than a fifth, so nothing was removed: perhaps the node lost something, and its operator knows.";

    public static string Found(NodeInventory inventory) =>
        $"{Counts.Of(inventory.Missing, "fact")} missing here and {Counts.Words(inventory.Differing)} otherwise, told again; {Counts.Words(inventory.Phantoms)} the node does not tell";

    public static string Reviewed(NodeInventory inventory) => $"{Counts.Of(inventory.Phantoms, "fact")}, {Counts.Of(inventory.PhantomCompetitions, "competition")} among them.";
}
