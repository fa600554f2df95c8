using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Enrolment;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.People;

/// <summary>
/// That a person agreed that this node tells a hub which entries are theirs. No row is no. It holds for one hub, and only while the account
/// is linked with a person of it.
/// </summary>
internal sealed class ShownAtHub
{
    public const string PrimaryKey = "pk_shown_at_hubs";

    public required Guid AccountId { get; init; }

    /// <summary>The hub; agreeing to one says nothing about the next.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Hub { get; set; }

    public required DateTimeOffset AgreedAt { get; set; }
}

internal sealed class ShownAtHubMapping : IEntityTypeConfiguration<ShownAtHub>
{
    public void Configure(EntityTypeBuilder<ShownAtHub> builder)
    {
        builder.ToTable("ShownAtHubs");
        builder.HasKey(s => s.AccountId).HasName(ShownAtHub.PrimaryKey);
        builder.HasOne<Account>().WithOne().HasForeignKey<ShownAtHub>(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
