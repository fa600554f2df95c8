using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions;

/// <summary>What the organizers say for the hub about a competition, beyond what its pages know. Without a row it is listed, with nothing more to say.</summary>
internal sealed class HubCard
{
    public const string Key = "pk_hub_cards";

    public required Guid CompetitionId { get; init; }

    public HubVisibility Visibility { get; set; }

    /// <summary>The institution behind it, where that is not the site's.</summary>
    [MaxLength(CompetitionCard.LineMaxLength)]
    public string? Institution { get; set; }

    public List<string> Tags { get; set; } = [];
    public List<string> TaskTypes { get; set; } = [];
    public List<string> Modalities { get; set; } = [];

    /// <summary>What is sent in, where that is not what the tasks let expect.</summary>
    public List<string> SubmissionKinds { get; set; } = [];

    /// <summary>A tag as in BCP 47.</summary>
    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Language { get; set; }

    [MaxLength(CompetitionCard.LineMaxLength)]
    public string? Hardware { get; set; }

    /// <summary>Whether some of its data never leave their site.</summary>
    public bool IsConfidential { get; set; }
}

/// <summary>What the hub is told of a published competition.</summary>
internal enum HubVisibility
{
    /// <summary>All that is public.</summary>
    Listed,

    /// <summary>Everything but how its entries rank.</summary>
    WithoutStandings,

    /// <summary>Nothing.</summary>
    NotListed,
}

internal sealed class HubCardMapping : IEntityTypeConfiguration<HubCard>
{
    public void Configure(EntityTypeBuilder<HubCard> builder)
    {
        builder.ToTable("HubCards");
        builder.HasKey(c => c.CompetitionId);
        builder.HasOne<Competition>().WithOne(c => c.HubCard).HasForeignKey<HubCard>(c => c.CompetitionId);
    }
}
