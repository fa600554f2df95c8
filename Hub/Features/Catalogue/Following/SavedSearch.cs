using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>A search a person keeps: the parts of its address, read again each time as what a stranger typed.</summary>
internal sealed class SavedSearch
{
    public const int NameMaxLength = 100, PartsMaxLength = 2000, Most = 50;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    [MaxLength(NameMaxLength)]
    public required string Name { get; init; }

    /// <summary>Begins with a question mark, or is empty.</summary>
    [MaxLength(PartsMaxLength)]
    public required string Parts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What became public after this is still to be told.</summary>
    public required DateTimeOffset ToldUpTo { get; set; }
}

internal sealed class SavedSearchMapping : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> builder)
    {
        builder.ToTable("SavedSearches");
        builder.HasIndex(s => new { s.AccountId, s.CreatedAt });
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
