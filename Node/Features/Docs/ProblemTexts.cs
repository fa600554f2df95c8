using Agon.Federation.Contracts;

namespace Agon.Node.Features.Docs;

/// <summary>What every problem type means and what its caller should do.</summary>
internal static class ProblemTexts
{
    public static readonly IReadOnlyList<ProblemText> All =
    [
        new(Problems.TokenRefused, "401, 403", "The token is missing, has expired, was revoked, or lacks the scope the call needs.", "Read detail: it names the scope. Make a new token on your account's page of API tokens."),
        new(Problems.NotAllowedNow, "422", "The rules of the competition say no: you have not joined, the phase is not open, or a limit is reached.", "Read detail: it says which rule, and what to do."),
        new(Problems.UnusableFile, "422", "The file is not what was asked for.", "Read detail; problems, where it is given, lists each thing to mend with its file. Send the file again then. Nothing was kept or counted."),
        new(Problems.Incomplete, "422", "More has to be said.", "Read problems: each names what lacks or does not fit. Send it again with that. Nothing was kept or counted."),
        new(Problems.WrongState, "409", "The thing is in a state in which this can't be done.", "Read detail, get the thing again, and decide afresh."),
        new(Problems.TooLarge, "413", "The file is larger than this node accepts.", "Send a smaller one: maxBytes is the limit in bytes. Nothing was kept or counted."),
        new(Problems.DigestMismatch, "422", "The bytes that arrived do not have the SHA-256 that was announced. An upload that was cut off is a plain 400 instead.", "Send the file again. Nothing was kept or counted."),
        new(Problems.LeaseLost, "409", "The run belongs to another lease by now, or is over.", "For workers: stop the containers, report nothing, ask for the next run."),
        new(Problems.InvitationRefused, "401", "A hub does not take the invitation's token: it is unknown, used, expired or withdrawn.", "For operators: ask the hub's curators for a new invitation."),
        new(Problems.ApplicationRefused, "422", "A node's application to a hub holds values that can't be; problems names them.", "For operators: mend the settings it names and join again. The invitation is not used up."),
        new(Problems.AddressTaken, "409", "The hub knows another node by this address.", "For operators: look at Site:PublicUrl; if the address is yours, ask the hub's curators to remove the other node."),
        new(Problems.AddressDiffers, "409", "A node called its hub from another address than it applied with: it was moved, or this is a copy of it.", "For operators: set Site:PublicUrl back, or leave the hub and join again."),
        new(Problems.NotAMember, "403", "The node is not an active member of the hub; state says how it stands.", "For operators: read detail, and write to the hub's curators."),
        new(Problems.KeysRefused, "422", "The hub does not take the node's new keys: no key it knows has signed them.", "For operators: if the old key is lost, leave the hub and join again."),
        new(Problems.FeedGap, "409", "A batch of a node's feed does not begin where the hub stands; cursor says where that is.", "For nodes: go on from the cursor. Nothing is lost; a node does so by itself."),
        new(Problems.FeedRefused, "400, 413, 422", "A batch of a node's feed can't be read, is too large, or goes backwards. Nothing of it was taken.", "For operators: read detail; if node and hub are of very different versions, bring the older one up to date."),
    ];
}

/// <param name="Type">The value of <c>type</c>: this page's address with an anchor.</param>
/// <param name="Status">The HTTP statuses it comes with.</param>
/// <param name="Meaning">What happened.</param>
/// <param name="Remedy">What the caller should do.</param>
internal sealed record ProblemText(string Type, string Status, string Meaning, string Remedy)
{
    public string Anchor => Type[(Type.IndexOf('#', StringComparison.Ordinal) + 1)..];
}
