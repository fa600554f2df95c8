using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.FactSheets;

/// <summary>What somebody says of their submission to one question; no row: nothing.</summary>
internal sealed class FactSheetAnswer
{
    public const int ValueMaxLength = 2_000;

    public required Guid SubmissionId { get; init; }
    public required Guid QuestionId { get; init; }

    [MaxLength(ValueMaxLength)]
    public required string Value { get; set; }
}

internal sealed class FactSheetAnswerMapping : IEntityTypeConfiguration<FactSheetAnswer>
{
    public void Configure(EntityTypeBuilder<FactSheetAnswer> builder)
    {
        builder.HasKey(a => new { a.SubmissionId, a.QuestionId });
        builder.HasOne<Submission>().WithMany(s => s.Facts).HasForeignKey(a => a.SubmissionId);
        builder.HasOne<FactSheetQuestion>().WithMany().HasForeignKey(a => a.QuestionId);
    }
}
