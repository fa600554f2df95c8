using System.Diagnostics;

namespace Agon.Node.Features.People;

internal static class PeopleMessages
{
    public const string About = "Standings of this node's competitions are also shown at its hub. There you are “a participant” unless you agree here that the hub is told which entries are yours, and your name.";
    public const string What = "The hub then knows that these entries are those of your account there. If you make your profile at the hub public, it lists them, together with those of other nodes where you agreed.";
    public const string Back = "You can take it back at any time: then name and link disappear at the hub with the next delivery, usually within seconds.";
    public const string NoHub = "This node belongs to no hub now, so nobody is told anything.";
    public const string NotLinked = "Your account here is not linked with an account of the hub. Add the hub under “Ways to sign in” first.";

    public static string Sentence(ShownOutcome outcome, bool isShown) => outcome switch
    {
        ShownOutcome.Saved => isShown ? "The hub is told which entries are yours." : "The hub is told no name.",
        ShownOutcome.NoHub => NoHub,
        ShownOutcome.NotLinked => NotLinked,
        _ => throw new UnreachableException($"{outcome}"),
    };
}
