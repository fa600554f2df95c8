using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Competitions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Participation;

/// <summary>A person's part in one competition.</summary>
internal sealed class Participant
{
    public const string OnceIndex = "ix_participants_competition_id_account_id";

    public required Guid Id { get; init; }
    public required Guid CompetitionId { get; init; }
    public Competition? Competition { get; init; }
    public required Guid AccountId { get; init; }
    public Account? Account { get; init; }
    public required CompetitionRole Role { get; set; }
    public required ParticipantState State { get; set; }
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>When the terms were accepted; null for organizers.</summary>
    public DateTimeOffset? TermsAcceptedAt { get; init; }

    /// <summary>SHA-256 of the terms as they were accepted, hexadecimal.</summary>
    [MaxLength(64)]
    public string? TermsSha256 { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedById { get; set; }
}

internal enum CompetitionRole
{
    Participant,
    Organizer,
}

internal enum ParticipantState
{
    Pending,
    Approved,
    Denied,
}

internal sealed class ParticipantMapping : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.HasIndex(p => new { p.CompetitionId, p.AccountId }).IsUnique().HasDatabaseName(Participant.OnceIndex);
        builder.HasOne(p => p.Competition).WithMany().HasForeignKey(p => p.CompetitionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(p => p.Account).WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
