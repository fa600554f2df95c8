using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Portal.Mail;

/// <summary>
/// A mail that is to leave. It is written in the same transaction as what caused it and stays until it has left; one that can't is
/// parked for the operator.
/// </summary>
public sealed class OutgoingMail
{
    /// <summary>The longest subject, in characters.</summary>
    public const int SubjectMaxLength = 200;

    /// <summary>The longest error kept, in characters.</summary>
    public const int ErrorMaxLength = 500;

    /// <summary>The longest address to unsubscribe at, in characters.</summary>
    public const int UnsubscribeMaxLength = 1000;

    /// <summary>The recipient of a mail that is written and never sent: whoever asked for it must not see, by the time it takes, that nobody gets it.</summary>
    public const string Nobody = "";

    // 1 min, 5 min, 30 min, 2 h, 8 h, 24 h: a mail server that is down over a weekend's night is not the end of a mail.
    private static readonly TimeSpan[] Ladder =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24),
    ];

    /// <summary>The mail's identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who gets it.</summary>
    [MaxLength(254)]
    public required string Recipient { get; init; }

    /// <summary>What it is about.</summary>
    [MaxLength(SubjectMaxLength)]
    public required string Subject { get; init; }

    /// <summary>What it says: plain text.</summary>
    public required string Body { get; init; }

    /// <summary>Where one post ends mails like this (RFC 8058); null where nobody can.</summary>
    [MaxLength(UnsubscribeMaxLength)]
    public string? Unsubscribe { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next; null once it is parked.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>Why the last try failed.</summary>
    [MaxLength(ErrorMaxLength)]
    public string? LastError { get; private set; }

    /// <summary>Makes it due.</summary>
    public void Queue(DateTimeOffset now) => (DueAt, Tries) = (now, 0);

    /// <summary>Notes that a try failed: it is due again later, or parked at the ladder's end.</summary>
    public void Fail(string error, DateTimeOffset now)
    {
        LastError = error.Length > ErrorMaxLength ? error[..ErrorMaxLength] : error;
        DueAt = Tries < Ladder.Length ? now + Ladder[Tries] : null;
        Tries++;
    }
}

/// <summary>Maps <see cref="OutgoingMail"/>; a host applies it in its own context.</summary>
public sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(m => m.Body).HasColumnType("text");
        builder.HasIndex(m => m.DueAt);
    }
}
