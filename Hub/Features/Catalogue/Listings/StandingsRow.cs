using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>An entry of standings, as the node signed it. Ranks are nobody's fact: they follow from the score and the instant.</summary>
internal sealed class StandingsRow
{
    public const int KeyMaxLength = 36, ScoresMaxLength = 8000;

    public required Guid StandingsId { get; init; }

    /// <summary>The entry's id at the node.</summary>
    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    /// <summary>The value of <see cref="Standings.Metric"/>; null stands last.</summary>
    public double? Score { get; set; }

    /// <summary>All values by the columns' keys, as JSON; read <see cref="Scores"/>.</summary>
    [MaxLength(ScoresMaxLength)]
    public string ScoresJson { get; private set; } = "{}";

    /// <summary>Who it is, as the hub calls them at this node (<c>sub</c>); null unless they agreed to be shown.</summary>
    [MaxLength(StandingsEntry.SubjectMaxLength)]
    public string? Subject { get; set; }

    /// <summary>What they are called; null unless they agreed to be shown.</summary>
    [MaxLength(StandingsEntry.NameMaxLength)]
    public string? Name { get; set; }

    /// <summary>Of equal scores the earlier stands first, on the same rank.</summary>
    public DateTimeOffset SubmittedAt { get; set; }

    /// <summary>The node's token about it (<see cref="FeedTokens.Fact"/>).</summary>
    [MaxLength(FeedTokens.MaxLength)]
    public string Signature { get; set; } = "";

    /// <summary>What the node signed, the very text; null once the account of whom it names is deleted.</summary>
    public string? Body { get; set; }

    /// <summary>It is as the node says.</summary>
    public void Tell(StandingsEntry entry, string body, string signature, string metric)
    {
        (Scores, Subject, Name, SubmittedAt, Body, Signature) = (entry.Scores, entry.Subject, entry.Name, entry.SubmittedAt, body, signature);
        RankBy(metric);
    }

    /// <summary>Takes the score from this column.</summary>
    public void RankBy(string metric) => Score = Scores.TryGetValue(metric, out var value) ? value : null;

    public IReadOnlyDictionary<string, double> Scores
    {
        get => JsonSerializer.Deserialize<Dictionary<string, double>>(ScoresJson)!;
        set => ScoresJson = JsonSerializer.Serialize(value);
    }
}

internal sealed class StandingsRowMapping : IEntityTypeConfiguration<StandingsRow>
{
    public void Configure(EntityTypeBuilder<StandingsRow> builder)
    {
        builder.ToTable("StandingsRows");
        builder.Ignore(r => r.Scores);
        builder.Property(r => r.Body).HasColumnType("text");
        builder.HasKey(r => new { r.StandingsId, r.Key });
        builder.HasIndex(r => new { r.StandingsId, r.Score, r.SubmittedAt, r.Key });
        builder.HasIndex(r => r.Subject);
        builder.HasOne<Standings>().WithMany().HasForeignKey(r => r.StandingsId).OnDelete(DeleteBehavior.Cascade);
    }
}
