using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>How the entries of a phase are compared, as the node signed it.</summary>
internal sealed class Standings
{
    public const int ColumnsMaxLength = 64 * 1024;

    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }
    public required Guid ListingId { get; init; }

    /// <summary>The phase's id at the node, as in <see cref="ListingPhase.Key"/>.</summary>
    [MaxLength(ListingPhase.KeyMaxLength)]
    public required string Key { get; init; }

    [MaxLength(PhaseStandings.NameMaxLength)]
    public string Title { get; set; } = "";

    /// <summary>The columns as JSON; read <see cref="Columns"/>.</summary>
    [MaxLength(ColumnsMaxLength)]
    public string ColumnsJson { get; private set; } = "[]";

    /// <summary>The key of the column that ranks.</summary>
    [MaxLength(PhaseStandings.NameMaxLength)]
    public string Metric { get; set; } = "";

    /// <summary>Whether a smaller <see cref="StandingsRow.Score"/> stands higher.</summary>
    public bool IsSmallerBetter { get; set; }

    /// <summary>SHA-256 of the scoring programs, one for each task in order.</summary>
    public List<string> Scorers { get; set; } = [];

    /// <summary>SHA-256 of the reference data, one for each task in order; empty where a task has none.</summary>
    public List<string> References { get; set; } = [];

    /// <summary>How many rows there are.</summary>
    public int Entries { get; set; }

    /// <summary>The node's token about it (<see cref="FeedTokens.Fact"/>).</summary>
    [MaxLength(FeedTokens.MaxLength)]
    public string Signature { get; set; } = "";

    /// <summary>What the node signed, the very text.</summary>
    public string Body { get; set; } = "";

    /// <summary>The best score, whose entry it is of and since when: the newest <see cref="BestScore"/>.</summary>
    public double? Best { get; set; }

    [MaxLength(StandingsRow.KeyMaxLength)]
    public string? BestKey { get; set; }

    public DateTimeOffset? BestAt { get; set; }

    /// <summary>How often the best score changed.</summary>
    public int Changes { get; set; }

    /// <summary>When it or a row of it changed here last.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>They are as the node says.</summary>
    public void Tell(PhaseStandings told, string body, string signature, DateTimeOffset now)
    {
        (Title, Columns, Metric, Body, Signature, ChangedAt) = (told.Title, told.Columns, told.Metric, body, signature, now);
        (Scorers, References, IsSmallerBetter) = ([.. told.Scorers], [.. told.References], told.Columns.First(c => c.Key == told.Metric).IsSmallerBetter);
    }

    public IReadOnlyList<StandingsColumn> Columns
    {
        get => JsonSerializer.Deserialize<List<StandingsColumn>>(ColumnsJson, JsonSerializerOptions.Web)!;
        set => ColumnsJson = JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
    }
}

internal sealed class StandingsMapping : IEntityTypeConfiguration<Standings>
{
    public void Configure(EntityTypeBuilder<Standings> builder)
    {
        builder.ToTable("Standings");
        builder.Ignore(s => s.Columns);
        builder.Property(s => s.Body).HasColumnType("text");
        builder.HasIndex(s => new { s.MemberId, s.Key }).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Listing>().WithMany().HasForeignKey(s => s.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
