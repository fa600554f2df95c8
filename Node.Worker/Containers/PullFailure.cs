namespace Agon.Node.Worker.Containers;

/// <summary>
/// Says in few words why a pull failed. An engine's own text names addresses, resolvers and proxies of the operator's network; it is for
/// the worker's log, and these words are for organizers and participants.
/// </summary>
internal static class PullFailure
{
    private const string OutOfReach = "its registry can't be reached from the worker";
    private const string Refused = "its registry does not have it, or wants a password";

    private static readonly (string Said, string Means)[] Known =
    [
        ("no matching manifest", "there is none for the worker's kind of machine"),
        ("toomanyrequests", "its registry allows the worker no more pulls for now"),
        ("manifest unknown", "its registry has no such name or tag"),
        ("not found", "its registry has no such name or tag"),
        ("denied", Refused),
        ("unauthorized", Refused),
        ("authentication required", Refused),
        ("no space left", "the worker has no room for it"),
        ("dial tcp", OutOfReach),
        ("no such host", OutOfReach),
        ("connection refused", OutOfReach),
        ("timeout", OutOfReach),
        ("deadline exceeded", OutOfReach),
        ("certificate", OutOfReach),
        ("broke off", "the pull broke off"),
    ];

    public static string Describe(string engineReason) =>
        Known.FirstOrDefault(known => engineReason.Contains(known.Said, StringComparison.OrdinalIgnoreCase)).Means
        ?? "the worker's engine could not pull it, and the worker's own log says why";
}
