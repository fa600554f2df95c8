using System.Diagnostics;
using System.Net;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.SignOn;

namespace Agon.Node.Features.Federation;

/// <summary>What operators are told about the hub.</summary>
internal static class FederationMessages
{
    public const string EnterAddress = "Enter the address of the hub, for instance https://hub.example.org.";
    public const string EnterToken = "Enter the token from the invitation.";
    public const string Unreadable = "The hub's answer can't be read. Look whether the address is that of an Agon hub.";
    public const string NotSaved = "The hub's answer could not be saved; the log says why. It is asked again.";
    public const string IssuerInTheWay = "An issuer with the hub's address was added by hand. Remove it under Sign-on: the hub brings its own.";
    public const string SetPublicUrl = "Set Site:PublicUrl to the address people type: the hub sends people there.";

    public const string NoHub = "This node belongs to no hub.";

    private const int DetailMaxLength = 300;

    public static string HasLeft(bool isTold) => isTold
        ? "This node has left the hub. Accounts and all that people did are still here."
        : "This node leaves the hub, which is told as soon as it answers.";

    public static string Sentence(JoinHubOutcome outcome) => outcome switch
    {
        JoinHubOutcome.Applied => "The hub has this node's application. A curator decides; this page shows what comes of it.",
        JoinHubOutcome.BadAddress => EnterAddress,
        JoinHubOutcome.NotSecure => "The hub's address does not begin with https, so anybody on the way could read the token. Use https, or set SignOn:AllowHttp where nobody is on the way.",
        JoinHubOutcome.IsMember(var hub) => $"This node belongs to {hub} already. Leave that hub first.",
        JoinHubOutcome.Impossible(var values) => $"The hub would refuse what this node says of itself: {string.Join("; ", values.Select(Remedy))}.",
        JoinHubOutcome.Refused(var sentence) => sentence,
        JoinHubOutcome.OtherHub(var issuer) => $"The hub calls itself {issuer}. Join it by that address; the curators must make a new invitation.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Word(MemberState state) => state switch
    {
        MemberState.Applied => "waiting for approval",
        MemberState.Active => "active",
        MemberState.Limited => "limited",
        MemberState.Suspended => "suspended",
        _ => "gone",
    };

    public static string Meaning(MemberState state) => state switch
    {
        MemberState.Applied => "A curator of the hub has to approve this node before people can sign in by the hub.",
        MemberState.Active => "People sign in here with their account of the hub.",
        MemberState.Limited => "People sign in here with their account of the hub; the hub does not list this node.",
        MemberState.Suspended => "Nobody can sign in here by the hub. Local accounts and everything else work as before.",
        _ => "This node is no member any more. Local accounts and everything people did are still here.",
    };

    public static string NoAnswer(SignOnFailure failure) => failure switch
    {
        SignOnFailure.TooSlow => "The hub did not answer in time.",
        SignOnFailure.Redirected => "The hub's address sends elsewhere, and this node does not follow.",
        SignOnFailure.TooLarge => "The hub's answer is longer than it can be.",
        SignOnFailure.Unreachable => "The hub can't be reached.",
        _ => $"The hub does not describe its sign-on as it should ({failure}).",
    };

    public static string NoToken(string? why) => $"The hub gives this node no token{(why is null ? "." : $": {Cut(why)}")}";

    public static string HubSays(HttpStatusCode status, string? detail) => detail is null ? $"The hub answered {(int)status}." : Cut(detail);

    private static string Remedy(ImpossibleValue value) => value switch
    {
        ImpossibleValue.Address => "its address must be http or https with a host and no path (Site:PublicUrl)",
        ImpossibleValue.Name => "its name must be one line of visible characters (Settings)",
        ImpossibleValue.Institution => "its institution must be one line of visible characters (Settings)",
        ImpossibleValue.Contact => "the contact must be an e-mail address (Federation:Contact)",
        ImpossibleValue.Policies => "the policy must be a whole address (Federation:PolicyUrl)",
        var other => $"{other}",
    };

    // They come into logs and terminals.
    private static string Cut(string text) => PlainText.Line(text, DetailMaxLength);
}
