using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>
/// The note that a session ended, written in the same transaction, for whoever has to tell others. The account may be gone when it is read.
/// </summary>
public sealed class EndedSession
{
    /// <summary>Grows with each note; rows saved at once may become visible in another order.</summary>
    public long Sequence { get; private set; }

    /// <summary>The id of the session that ended.</summary>
    [MaxLength(AccountSession.IdMaxLength)]
    public required string SessionId { get; init; }

    /// <summary>Whose session it was.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}

/// <summary>Maps <see cref="EndedSession"/>; a host applies it in its own context.</summary>
public sealed class EndedSessionMapping : IEntityTypeConfiguration<EndedSession>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.ToTable("EndedSessions");
        builder.HasKey(e => e.Sequence);
        builder.HasIndex(e => e.SessionId).IsUnique();
        builder.HasIndex(e => e.EndedAt);
    }
}
