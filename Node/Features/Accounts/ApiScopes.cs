namespace Agon.Node.Features.Accounts;

/// <summary>What a personal API token may be limited to.</summary>
internal static class ApiScopes
{
    public const string Read = "read";
    public const string Submit = "submit";
    public const string Organize = "organize";

    /// <summary>Takes runs from the queue; for operators only.</summary>
    public const string Worker = "worker";

    public static readonly IReadOnlyList<string> All = [Read, Submit, Organize, Worker];

    /// <summary>What the scope allows, for the person choosing.</summary>
    public static string Describe(string scope) => scope switch
    {
        Read => "See your submissions, runs, logs and scores",
        Submit => "Join competitions, send and cancel submissions",
        Organize => "Upload bundles, publish and run your competitions",
        Worker => "Run submissions as a worker of this node",
        _ => scope,
    };
}
