using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Nodes.Invitations;

/// <summary>Lets one node apply, once, within a time. The token is with the invited; here is its digest.</summary>
internal sealed class Invitation
{
    public const int NoteMaxLength = 200, MaxDays = 90;
    public const string DigestIndex = "ix_invitations_digest";

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal.</summary>
    [MaxLength(64)]
    public required string Digest { get; init; }

    /// <summary>Who is invited, for the curators to read.</summary>
    [MaxLength(NoteMaxLength)]
    public required string Note { get; init; }

    /// <summary>The curator; null from the command line.</summary>
    public required Guid? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The node that used it.</summary>
    public Guid? MemberId { get; private set; }

    public InvitationState StateAt(DateTimeOffset now) => this switch
    {
        { UsedAt: not null } => InvitationState.Used,
        { WithdrawnAt: not null } => InvitationState.Withdrawn,
        _ => now < ExpiresAt ? InvitationState.Open : InvitationState.Expired,
    };

    public void Use(Member member, DateTimeOffset now) => (UsedAt, MemberId) = (now, member.Id);

    public void Withdraw(DateTimeOffset now) => WithdrawnAt = now;
}

internal enum InvitationState
{
    Open,
    Used,
    Withdrawn,
    Expired,
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.HasIndex(i => i.Digest).IsUnique().HasDatabaseName(Invitation.DigestIndex);
        // Of two at the same instant one finds it changed.
        builder.Property(i => i.UsedAt).IsConcurrencyToken();
        builder.Property(i => i.WithdrawnAt).IsConcurrencyToken();
        builder.HasOne<Account>().WithMany().HasForeignKey(i => i.CreatedBy).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Member>().WithMany().HasForeignKey(i => i.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
