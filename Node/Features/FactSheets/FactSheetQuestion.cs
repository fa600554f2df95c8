using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.FactSheets;

/// <summary>Something a competition asks about every submission. Names of settings follow <c>fact_sheet</c> of the bundle format, version 2.</summary>
internal sealed class FactSheetQuestion
{
    public const int Most = 30, KeyMaxLength = 64, TitleMaxLength = 256, ChoiceMaxLength = 200, MostChoices = 50;
    public const string KeyIndex = "ix_fact_sheet_questions_competition_id_key";

    public required Guid Id { get; init; }
    public Guid CompetitionId { get; init; }

    /// <summary>Its place in the fact sheet, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its name for programs.</summary>
    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    /// <summary>What is asked.</summary>
    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    public required FactKind Kind { get; set; }

    /// <summary>What may be chosen, where one chooses.</summary>
    public List<string> Choices { get; set; } = [];

    public bool IsRequired { get; set; }

    /// <summary>Whether the answer stands on the leaderboards.</summary>
    public bool IsOnLeaderboard { get; set; }
}

/// <summary>How a question is answered.</summary>
internal enum FactKind
{
    /// <summary>In words (<c>text</c>).</summary>
    Text,

    /// <summary>Yes or no (<c>checkbox</c>); stored as <c>true</c> or <c>false</c>.</summary>
    Checkbox,

    /// <summary>By one of its choices (<c>select</c>).</summary>
    Select,
}

internal sealed class FactSheetQuestionMapping : IEntityTypeConfiguration<FactSheetQuestion>
{
    public void Configure(EntityTypeBuilder<FactSheetQuestion> builder)
    {
        builder.HasIndex(q => new { q.CompetitionId, q.Key }).IsUnique().HasDatabaseName(FactSheetQuestion.KeyIndex);
        builder.HasOne<Competition>().WithMany(c => c.FactSheet).HasForeignKey(q => q.CompetitionId);
    }
}
