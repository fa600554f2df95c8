using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Nodes.Checks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>A node as this hub knows it, from its application on. Nobody's record is deleted: one that left may come back.</summary>
internal sealed class Member
{
    public const int SlugMaxLength = 60, ReasonMaxLength = 500, KeysMaxLength = 20_000, PoliciesMaxLength = 4000, EarlierKeysMax = 16;
    public const string SlugIndex = "ix_members_slug", AddressIndex = "ix_members_address", ClientIndex = "ix_members_client_id";

    public required Guid Id { get; init; }

    /// <summary>Its name in the hub's addresses.</summary>
    [MaxLength(SlugMaxLength)]
    public required string Slug { get; init; }

    /// <summary>Its address in the one form of <see cref="NodeAddress"/>.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Address { get; init; }

    /// <summary>By which it is a client of sign-on.</summary>
    [MaxLength(60)]
    public required string ClientId { get; init; }

    [MaxLength(NodeDescription.NameMaxLength)]
    public required string Name { get; set; }

    [MaxLength(NodeDescription.NameMaxLength)]
    public string? Institution { get; set; }

    /// <summary>What it calls itself since it was approved, until a curator accepts that; null if it is the same.</summary>
    [MaxLength(NodeDescription.NameMaxLength)]
    public string? ProposedName { get; private set; }

    /// <summary>The institution it names since, likewise.</summary>
    [MaxLength(NodeDescription.NameMaxLength)]
    public string? ProposedInstitution { get; private set; }

    /// <summary>Whether <see cref="ProposedName"/> and <see cref="ProposedInstitution"/> wait for a curator.</summary>
    public bool WantsRename => ProposedName is not null;

    /// <summary>The version of Agon it runs.</summary>
    [MaxLength(NodeDescription.SoftwareMaxLength)]
    public required string Software { get; set; }

    /// <summary>The e-mail address of its operators; for curators only.</summary>
    [MaxLength(NodeDescription.ContactMaxLength)]
    public string? Contact { get; set; }

    /// <summary>Links to its policies, as JSON.</summary>
    [MaxLength(PoliciesMaxLength)]
    public string PoliciesJson { get; private set; } = "[]";

    /// <summary>The public keys it is known by, as the JSON of a key set.</summary>
    [MaxLength(KeysMaxLength)]
    public string KeysJson { get; private set; } = "";

    /// <summary>The public keys it was known by before, as the JSON of a key set.</summary>
    [MaxLength(KeysMaxLength)]
    public string EarlierKeysJson { get; private set; } = "{\"keys\":[]}";

    /// <summary>What its proof must hold.</summary>
    public required string Challenge { get; set; }

    public MemberState State { get; private set; } = MemberState.Applied;

    /// <summary>Why it is limited, suspended or gone; public.</summary>
    [MaxLength(ReasonMaxLength)]
    public string? Reason { get; private set; }

    public required DateTimeOffset AppliedAt { get; set; }
    public required DateTimeOffset StateChangedAt { get; set; }
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>How many competitions it says it shows.</summary>
    public int Competitions { get; set; }

    /// <summary>How it says it is: a word of <see cref="NodeStatus"/>, or of a later version.</summary>
    [MaxLength(NodeCapabilities.WordMaxLength)]
    public string? Status { get; set; }

    /// <summary>What it says it can do, with spaces between.</summary>
    [MaxLength(NodeCapabilities.Max * (NodeCapabilities.WordMaxLength + 1))]
    public string Capabilities { get; private set; } = "";

    public AddressCheck Check { get; private set; } = AddressCheck.NotYet;
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Whether people may sign in there by the hub, and the hub takes its calls.</summary>
    public bool IsServed => State is MemberState.Active or MemberState.Limited;

    public IReadOnlyList<string> CapabilityWords
    {
        get => Capabilities.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        set => Capabilities = string.Join(' ', value);
    }

    /// <summary>By which it is known now.</summary>
    public JsonWebKeySet Keys
    {
        get => Read(KeysJson);
        set
        {
            var gone = KeysJson.Length == 0 ? [] : FactKeys.Where(k => !value.Keys.Any(v => v.Kid == k.Kid));
            EarlierKeysJson = JsonSerializer.Serialize(new JsonWebKeySet([.. gone.Take(EarlierKeysMax)]));
            KeysJson = JsonSerializer.Serialize(value);
        }
    }

    /// <summary>
    /// By which the facts it signed are known, the newest first: those of <see cref="Keys"/>, and those from before. What a key signed that
    /// was rolled since still holds; nobody comes in by one.
    /// </summary>
    public IReadOnlyList<JsonWebKey> FactKeys => [.. Keys.Keys, .. Read(EarlierKeysJson).Keys];

    public IReadOnlyList<PolicyLink> Policies
    {
        get => JsonSerializer.Deserialize<List<PolicyLink>>(PoliciesJson)!;
        set => PoliciesJson = JsonSerializer.Serialize(value);
    }

    /// <summary>Notes what it calls itself. People trust the name a curator saw, so that one stands.</summary>
    public void Propose(string name, string? institution) =>
        (ProposedName, ProposedInstitution) = name == Name && institution == Institution ? (null, null) : (name, institution);

    /// <summary>Calls it what it calls itself; the line for its history. Null if that is not what the curator saw.</summary>
    public MemberChange? Rename(string name, string? institution, Guid? by, DateTimeOffset now)
    {
        if (name != ProposedName || institution != ProposedInstitution)
        {
            return null;
        }

        var reason = $"It was called {Written(Name, Institution)}, and is called {Written(name, institution)}.";
        (Name, Institution, ProposedName, ProposedInstitution) = (name, institution, null, null);
        return new MemberChange { Id = Guid.CreateVersion7(now), MemberId = Id, At = now, Act = MemberAct.Rename, From = State, To = State, Reason = reason, By = by };
    }

    private static JsonWebKeySet Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonWebKeySet.Read(document.RootElement);
    }

    private static string Written(string name, string? institution) => institution is null ? name : $"{name} ({institution})";

    /// <summary>The only way from state to state; null if this can't be done in the present one.</summary>
    public MemberChange? Move(MemberAct act, string? reason, Guid? by, DateTimeOffset now)
    {
        if (MemberMoves.To(State, act) is not { } to)
        {
            return null;
        }

        var change = new MemberChange { Id = Guid.CreateVersion7(now), MemberId = Id, At = now, Act = act, From = State, To = to, Reason = reason, By = by };

        // Who leaves does not take along why it was limited or suspended.
        (State, Reason, StateChangedAt) = (to, act == MemberAct.Leave ? Reason : reason, now);
        if (to == MemberState.Left)
        {
            Forget(act);
        }

        return change;
    }

    /// <summary>Whether what answers at its address speaks against it: it is, or says that it is, another one.</summary>
    public bool IsContradicted => Check is AddressCheck.ProofWrong or AddressCheck.OtherAddress or AddressCheck.OtherHub;

    // Whom to write to is nobody's business any more. One that was removed is known by its keys still, so that it can hear why; one that
    // left by itself need not be.
    private void Forget(MemberAct act)
    {
        (Contact, Policies) = (null, []);
        if (act == MemberAct.Leave)
        {
            Keys = new JsonWebKeySet([]);
        }
    }

    /// <summary>What was known of its address holds no more.</summary>
    public void ForgetCheck() => (Check, CheckedAt, LastSeenAt) = (AddressCheck.NotYet, null, null);
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members");
        builder.HasIndex(m => m.Slug).IsUnique().HasDatabaseName(Member.SlugIndex);
        builder.HasIndex(m => m.Address).IsUnique().HasDatabaseName(Member.AddressIndex);
        builder.HasIndex(m => m.ClientId).IsUnique().HasDatabaseName(Member.ClientIndex);
        builder.Ignore(m => m.IsContradicted).Ignore(m => m.Keys).Ignore(m => m.FactKeys).Ignore(m => m.WantsRename).Ignore(m => m.Policies).Ignore(m => m.CapabilityWords);
        // Two curators who decide at once: the second sees what the first decided.
        builder.Property(m => m.State).IsConcurrencyToken();
    }
}
