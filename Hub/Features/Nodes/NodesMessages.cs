using System.Diagnostics;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Features.Nodes;

/// <summary>What nodes, their operators and curators are told.</summary>
internal static class NodesMessages
{
    public const string EnterNote = "Say whom the invitation is for, in at most 200 characters.";
    public const string ChooseDays = "Choose 1 to 90 days.";
    public const string NotOpen = "This invitation is not open any more, so there is nothing to withdraw.";
    public const string Unknown = "There is no such node. The list of nodes shows the names.";
    public const string ApproveAnyway = "tick the box on its page, or give --anyway on the command line";
    public const string NeedsReason = "Say why, in at most 500 characters. Everybody can read it.";

    public static string Sentence(InviteOutcome outcome) => outcome switch
    {
        InviteOutcome.BadNote => EnterNote,
        InviteOutcome.BadDays => ChooseDays,
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(CallRefusal refusal) => refusal switch
    {
        CallRefusal.TokenUnfit => "The token is missing, has expired, or is not this node's. Get a new one.",
        CallRefusal.Unreadable => "This is not what an Agon node sends: JSON with the members of this version, at most 64 KB.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(EnrolOutcome outcome) => outcome switch
    {
        EnrolOutcome.InvitationRefused(null) => "There is no invitation with this token. Copy it whole, or ask a curator of the hub for one.",
        EnrolOutcome.InvitationRefused(InvitationState.Used) => "This invitation was used already. Ask a curator of the hub for a new one.",
        EnrolOutcome.InvitationRefused(InvitationState.Withdrawn) => "This invitation was withdrawn. Ask a curator of the hub for a new one.",
        EnrolOutcome.InvitationRefused(InvitationState.Expired) => "This invitation has expired. Ask a curator of the hub for a new one.",
        EnrolOutcome.Impossible(var values) => Impossible(values),
        EnrolOutcome.AddressTaken => "The hub knows another site by this address. If the address is yours, ask a curator to remove the other one.",
        EnrolOutcome.AddressUnfit => "This hub takes nodes with an https address only. Put the node behind https and set Site:PublicUrl.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.NotAMember(var state, var reason) => $"The node is {Word(state)} at this hub{(reason is null ? "." : $": {reason}")}",
        ReportOutcome.Impossible(var values) => Impossible(values),
        ReportOutcome.AddressDiffers(var known) => $"The hub knows this node at {known}. If it has moved, leave the hub and join again; if this is a copy of it, let the copy leave alone.",
        ReportOutcome.KeysRefused => "The new keys are not signed by a key the hub knows this node by.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(DecideOutcome outcome, MemberAct act) => outcome switch
    {
        DecideOutcome.Done(var member) => $"{member.Name} is {Word(member.State)} now.",
        DecideOutcome.Unknown => Unknown,
        DecideOutcome.NeedsReason => NeedsReason,
        DecideOutcome.Contradicted(var check) => $"{Sentence(check)} If you know better, approve it all the same: {ApproveAnyway}.",
        DecideOutcome.NameTaken(var name) => $"Another site is called {name}, or reads the same, and people decide by the name whom they trust. Its operator leaves the hub, gives it another name, and applies again.",
        DecideOutcome.NotNow(var state) => $"This can't be done ({Word(act)}): the node is {Word(state)}. Perhaps somebody else decided first.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(AcceptNameOutcome outcome) => outcome switch
    {
        AcceptNameOutcome.Renamed => "The node has its new name.",
        AcceptNameOutcome.NotProposed => "The node does not call itself that any more. Look at what it proposes now.",
        AcceptNameOutcome.NameTaken => "Another site has this name, or one that reads the same, and people decide by the name whom they trust. Ask the node's operator to choose another.",
        _ => throw new UnreachableException($"{outcome}"),
    };

    public static string Word(MemberState state) => state switch
    {
        MemberState.Applied => "waiting for approval",
        MemberState.Active => "active",
        MemberState.Limited => "limited",
        MemberState.Suspended => "suspended",
        _ => "gone",
    };

    /// <summary>What a node says of itself, as curators read it: its own words if they are of a later version.</summary>
    public static string Says(Member member) => string.Join("; ", ((string?[])
    [
        member.Status switch { null => "It does not say how it is", NodeStatus.Healthy => "All is well", NodeStatus.Degraded => "It works, and its operators should look after something", NodeStatus.Unhealthy => "Something does not work there", var other => other },
        .. member.CapabilityWords.Select(Capability),
    ]).OfType<string>());

    private static string Capability(string word) => word switch
    {
        NodeCapabilities.NewPeople => "new people get an account",
        NodeCapabilities.BackChannelLogout => "hears at once of sessions that end",
        NodeCapabilities.EndedSessions => "ends the sessions it is told of with its calls",
        _ => word,
    };

    public static string Word(InvitationState state) => $"{state}".ToLowerInvariant();

    public static string Word(MemberAct act) => act == MemberAct.ApplyAgain ? "apply again" : $"{act}".ToLowerInvariant();

    /// <summary>A line of a node's history.</summary>
    public static string Happened(MemberAct act, MemberState from, MemberState to) => act switch
    {
        MemberAct.Rename => "renamed",
        MemberAct.Replay => "asked to tell again",
        MemberAct.Shrink => "what it does not tell any more removed",
        MemberAct.KeepMissing => "what it does not tell any more kept",
        _ => $"from {Word(from)} to {Word(to)}",
    };

    public static string Sentence(AddressCheck check) => check switch
    {
        AddressCheck.NotYet => "Nobody has looked at its address yet.",
        AddressCheck.Confirmed => "The node that applied is the one at this address: it signed the hub's challenge.",
        AddressCheck.Unreachable => "Nothing answers at its address. A node behind a firewall can be a member all the same; ask the operator whether this is one.",
        AddressCheck.PrivateAddress => "Its address lies in a private or reserved network, so the hub did not look (Nodes:AllowPrivateAddresses).",
        AddressCheck.Redirected => "Its address sends elsewhere. The address a node applies with must be the one it answers at.",
        AddressCheck.WrongStatus => "What answers at its address does not describe a node there.",
        AddressCheck.TooLarge => "What answers at its address sends more than a node would.",
        AddressCheck.TooSlow => "What answers at its address took longer than 10 seconds.",
        AddressCheck.NotADescription => "What answers at its address does not describe a node.",
        AddressCheck.OtherAddress => "The node at this address says that its address is another.",
        AddressCheck.OtherHub => "The node at this address belongs to another hub, or to none.",
        AddressCheck.ProofWrong => "The node at this address is another one: it does not hold the key that applied. Do not approve it.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Expected(ImpossibleValue value) => value switch
    {
        ImpossibleValue.Version => "a whole number from 1",
        ImpossibleValue.Address => "an address with http or https, a host, perhaps a port, and nothing else",
        ImpossibleValue.Name => "one line of 1 to 60 visible characters",
        ImpossibleValue.Institution => "one line of 1 to 60 visible characters, or nothing",
        ImpossibleValue.Software => "1 to 40 letters, digits, dots, hyphens and pluses",
        ImpossibleValue.Keys => "1 to 4 different public keys for ES256 or RS256, named by their thumbprints",
        ImpossibleValue.Contact => "an e-mail address, or nothing",
        ImpossibleValue.Policies => "at most 5 names with http or https addresses",
        ImpossibleValue.Competitions => "a number from 0 to 1000000",
        ImpossibleValue.Status => "a word of 1 to 40 small letters, digits and hyphens, or nothing",
        ImpossibleValue.Capabilities => "at most 20 words of 1 to 40 small letters, digits and hyphens",
        ImpossibleValue.Handled => "at most 500 ids",
        var other => throw new UnreachableException($"{other}"),
    };

    private static string Impossible(IReadOnlyList<ImpossibleValue> values) =>
        $"These can't be: {string.Join("; ", values.Select(v => $"{$"{v}".ToLowerInvariant()} must be {Expected(v)}"))}.";
}
