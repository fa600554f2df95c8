using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>That a person follows a competition. It stays while the competition is withdrawn, and holds again when it comes back.</summary>
internal sealed class Follow
{
    /// <summary>The most competitions a person follows.</summary>
    public const int Most = 500;

    public required Guid AccountId { get; init; }
    public required Guid ListingId { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class FollowMapping : IEntityTypeConfiguration<Follow>
{
    public void Configure(EntityTypeBuilder<Follow> builder)
    {
        builder.ToTable("Follows");
        builder.HasKey(f => new { f.AccountId, f.ListingId });
        builder.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Listing>().WithMany().HasForeignKey(f => f.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
