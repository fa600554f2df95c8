using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Enrolment;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>A line of a node's history: what was done, when and by whom.</summary>
internal sealed class MemberChange
{
    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required MemberAct Act { get; init; }
    public required MemberState From { get; init; }
    public required MemberState To { get; init; }

    [MaxLength(Member.ReasonMaxLength)]
    public string? Reason { get; init; }

    /// <summary>The curator; null for the node itself and for the command line.</summary>
    public Guid? By { get; init; }
}

internal sealed class MemberChangeMapping : IEntityTypeConfiguration<MemberChange>
{
    public void Configure(EntityTypeBuilder<MemberChange> builder)
    {
        builder.ToTable("MemberChanges");
        builder.HasIndex(c => c.MemberId);
        builder.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.By).OnDelete(DeleteBehavior.SetNull);
    }
}
