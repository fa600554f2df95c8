using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Federation;

/// <summary>One private key of the node, protected: at most one of each use.</summary>
internal sealed class NodeKey
{
    public const string PrimaryKey = "pk_node_keys";
    public const int ProtectedMaxLength = 2000;

    public required NodeKeyUse Use { get; init; }

    /// <summary>The thumbprint of its public half.</summary>
    public required string KeyId { get; init; }

    /// <summary>The private key, readable with the data directory's keys only.</summary>
    public required string Protected { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal enum NodeKeyUse
{
    /// <summary>Signs.</summary>
    Current,

    /// <summary>Signs once the hub knows it.</summary>
    Next,
}

internal sealed class NodeKeyMapping : IEntityTypeConfiguration<NodeKey>
{
    public void Configure(EntityTypeBuilder<NodeKey> builder)
    {
        builder.ToTable("NodeKeys");
        builder.HasKey(k => k.Use).HasName(NodeKey.PrimaryKey);
        builder.Property(k => k.Protected).HasMaxLength(NodeKey.ProtectedMaxLength);
    }
}
