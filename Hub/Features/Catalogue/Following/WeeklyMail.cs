using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>That a person gets a mail each week about what they follow and the searches they keep; without a row they get none.</summary>
internal sealed class WeeklyMail
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(7);

    public required Guid AccountId { get; init; }

    /// <summary>When the next one is written.</summary>
    public required DateTimeOffset NextAt { get; set; }
}

internal sealed class WeeklyMailMapping : IEntityTypeConfiguration<WeeklyMail>
{
    public void Configure(EntityTypeBuilder<WeeklyMail> builder)
    {
        builder.ToTable("WeeklyMails");
        builder.HasKey(m => m.AccountId);
        builder.HasIndex(m => m.NextAt);
        builder.HasOne<Account>().WithOne().HasForeignKey<WeeklyMail>(m => m.AccountId).OnDelete(DeleteBehavior.Cascade);

        // Of two hubs that write one person's mail at once, one does.
        builder.Property(m => m.NextAt).IsConcurrencyToken();
    }
}
