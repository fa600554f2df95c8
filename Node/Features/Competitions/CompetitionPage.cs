using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions;

/// <summary>One page of a competition's text.</summary>
internal sealed class CompetitionPage
{
    public const int TitleMaxLength = 200;

    /// <summary>A page of this title, common in bundles, is shown above the files on the tab of that name; two tabs would look like a mistake.</summary>
    public const string DataTitle = "Data";

    public required Guid Id { get; init; }
    public Guid CompetitionId { get; init; }

    /// <summary>Its place among the tabs, from 1.</summary>
    public required int Number { get; init; }

    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    /// <summary>Markdown or HTML as the organizer wrote it; cleaned whenever it is shown.</summary>
    public required string Content { get; set; }
}

internal sealed class CompetitionPageMapping : IEntityTypeConfiguration<CompetitionPage>
{
    public void Configure(EntityTypeBuilder<CompetitionPage> builder)
    {
        builder.Property(p => p.Content).HasColumnType("text");
        builder.HasIndex(p => new { p.CompetitionId, p.Number }).IsUnique();
    }
}
