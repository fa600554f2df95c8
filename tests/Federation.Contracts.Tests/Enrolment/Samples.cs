using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Enrolment;

/// <summary>One value for each golden file: what stands in the file of that name.</summary>
internal static class Samples
{
    private static readonly Guid Ended = new("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly Guid Deleted = new("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c");
    private static readonly PolicyLink Privacy = new("Privacy", "https://alpha.example.org/privacy");

    // The key of RFC 7517 §A.1.
    public static readonly JsonWebKey Key = Named(new JsonWebKey
    {
        Kty = "EC",
        Use = "sig",
        Alg = "ES256",
        Crv = "P-256",
        X = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        Y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    });

    public static readonly EnrolmentApplication Application = new()
    {
        Version = NodeDescription.Latest,
        Address = "https://alpha.example.org",
        Name = "Alpha Competitions",
        Institution = "University of Alpha",
        Software = "0.1.0",
        Keys = new JsonWebKeySet([Key]),
        Contact = "agon@alpha.example.org",
        Policies = [Privacy],
    };

    public static readonly NodeReport Report = new()
    {
        Address = "https://alpha.example.org",
        Name = "Alpha Competitions",
        Institution = "University of Alpha",
        Software = "0.1.0",
        Competitions = 12,
        Status = NodeStatus.Healthy,
        Capabilities = [NodeCapabilities.BackChannelLogout, NodeCapabilities.NewPeople],
        Handled = [Ended],
        NewKeys = "eyJ.eyJ.c2ln",
    };

    public static readonly IReadOnlyDictionary<string, object> ByFile = new Dictionary<string, object>
    {
        ["NodeDescription"] = new NodeDescription
        {
            Version = NodeDescription.Latest,
            Address = "https://alpha.example.org",
            Name = "Alpha Competitions",
            Institution = "University of Alpha",
            Software = "0.1.0",
            Keys = new JsonWebKeySet([Key]),
            Hub = "https://hub.example.org",
            Proof = "eyJ.eyJ.c2ln",
            Contact = "agon@alpha.example.org",
            Policies = [Privacy],
        },
        ["EnrolmentApplication"] = Application,
        ["EnrolmentAnswer"] = new EnrolmentAnswer
        {
            Issuer = "https://hub.example.org",
            HubName = "Agon hub",
            ClientId = "node-0198a1b2c3d47e5f8a9b0c1d2e3f4a5b",
            Slug = "alpha-competitions",
            Challenge = "q2hhbGxlbmdl",
            State = MemberState.Applied,
            CallEverySeconds = 60,
        },
        ["NodeReport"] = Report,
        ["HubReply"] = new HubReply
        {
            State = MemberState.Suspended,
            Reason = "Its people were sent to another site.",
            HubName = "Agon hub",
            Challenge = "q2hhbGxlbmdl",
            CallEverySeconds = 60,
            KnownKeys = [Key.Kid!],
            EndedSessions = [new SessionEnd(Ended, "c2Vzc2lvbg", null)],
            DeletedAccounts = [new AccountEnd(Deleted, "c3ViamVjdA")],
            Requests = ["inventory"],
        },
        ["PolicyLink"] = Privacy,
        ["StandingCall"] = new StandingCall { Handled = [Ended, Deleted] },
        ["AccountEnd"] = new AccountEnd(Deleted, "c3ViamVjdA"),
        ["SessionEnd"] = new SessionEnd(Ended, null, "c3ViamVjdA"),
        ["MemberState"] = Enum.GetValues<MemberState>(),
    };

    private static JsonWebKey Named(JsonWebKey key) => key with { Kid = key.Thumbprint() };
}
