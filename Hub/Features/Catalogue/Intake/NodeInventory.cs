using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What comparing a node's inventories with the ledger came to, and how far the one under way is.</summary>
internal sealed class NodeInventory
{
    public required Guid MemberId { get; init; }

    /// <summary>Whether a curator asked for one that has not come yet.</summary>
    public bool IsAsked { get; set; }

    /// <summary>The one under way: its name, and the sequence number it is of.</summary>
    public Guid? RunId { get; private set; }
    public long RunAt { get; private set; }

    /// <summary>The buckets it has listed, with spaces between.</summary>
    public string RunListed { get; private set; } = "";
    public int RunMissing { get; private set; }
    public int RunDiffering { get; private set; }

    /// <summary>The last that came to its end; its phantoms carry this name.</summary>
    public Guid? LastId { get; private set; }
    public DateTimeOffset? LastAt { get; private set; }
    public long LastSequence { get; private set; }

    /// <summary>How many facts the node said it tells.</summary>
    public int Told { get; private set; }

    /// <summary>What the hub did not have, and what it had otherwise: told again.</summary>
    public int Missing { get; private set; }
    public int Differing { get; private set; }

    /// <summary>What the hub had and the node does not tell, and how many of these are competitions.</summary>
    public int Phantoms { get; private set; }
    public int PhantomCompetitions { get; private set; }

    /// <summary>When the phantoms became so many that a curator has to look; null if they did not, or one has looked.</summary>
    public DateTimeOffset? AlarmAt { get; private set; }

    /// <summary>The digest of the phantoms a curator decided to keep.</summary>
    public string? KeptDigest { get; private set; }

    public IReadOnlySet<string> Listed => RunListed.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    public void Begin(Guid id, long at) => (RunId, RunAt, RunListed, RunMissing, RunDiffering) = (id, at, "", 0, 0);

    public void List(string bucket, int missing, int differing)
    {
        RunListed = RunListed.Length == 0 ? bucket : $"{RunListed} {bucket}";
        (RunMissing, RunDiffering) = (RunMissing + missing, RunDiffering + differing);
    }

    /// <summary>It is over; returns its name.</summary>
    public void Finish(FeedInventory inventory, int phantoms, int competitions, DateTimeOffset now)
    {
        (LastId, LastAt, LastSequence, Told) = (RunId, now, inventory.At, inventory.Records);
        (Missing, Differing, Phantoms, PhantomCompetitions) = (RunMissing, RunDiffering, phantoms, competitions);
        (RunId, RunListed, IsAsked) = (null, "", false);
    }

    /// <summary>Asks for a curator, unless one has decided about these very phantoms.</summary>
    public void Alarm(string digest, DateTimeOffset now) => AlarmAt = digest == KeptDigest ? null : AlarmAt ?? now;

    public void Calm() => (AlarmAt, KeptDigest) = (null, null);

    public void Keep(string digest) => (AlarmAt, KeptDigest) = (null, digest);
}

/// <summary>A fact the hub has and a node's inventory does not.</summary>
internal sealed class InventoryPhantom
{
    public required Guid MemberId { get; init; }
    public required Guid InventoryId { get; init; }
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public required long Revision { get; init; }

    public InventoryItem ToItem(string hash = "") => new(Kind, Key, Revision, hash);
}

internal sealed class NodeInventoryMapping : IEntityTypeConfiguration<NodeInventory>
{
    public void Configure(EntityTypeBuilder<NodeInventory> builder)
    {
        builder.ToTable("NodeInventories");
        builder.HasKey(i => i.MemberId);
        builder.Property(i => i.RunListed).HasColumnType("text");
        builder.HasOne<Member>().WithMany().HasForeignKey(i => i.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InventoryPhantomMapping : IEntityTypeConfiguration<InventoryPhantom>
{
    public void Configure(EntityTypeBuilder<InventoryPhantom> builder)
    {
        builder.ToTable("InventoryPhantoms");
        builder.HasKey(p => new { p.MemberId, p.InventoryId, p.Kind, p.Key });
        builder.Property(p => p.Kind).HasMaxLength(FeedItem.KindMaxLength);
        builder.Property(p => p.Key).HasMaxLength(FeedRecord.KeyMaxLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
