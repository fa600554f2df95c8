using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Mail;

/// <summary>Writes mails into the host's database; they leave after the save. Nothing is lost when the process dies.</summary>
/// <param name="db">The host's database, in which the caller saves.</param>
/// <param name="outlet">What sends them.</param>
/// <param name="clock">The time.</param>
public sealed class Mailer(DbContext db, MailOutlet outlet, TimeProvider clock)
{
    /// <summary>Adds a mail to what the caller is about to save; call <see cref="Nudge"/> after the save, or wait for the next round.</summary>
    /// <param name="recipient">An e-mail address.</param>
    /// <param name="subject">One line.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="unsubscribe">Where one post ends mails like this (RFC 8058); null where nobody can.</param>
    public void Add(string recipient, string subject, string body, string? unsubscribe = null)
    {
        var now = clock.GetUtcNow();
        var mail = new OutgoingMail
        {
            Id = Guid.CreateVersion7(now),
            Recipient = recipient,
            Subject = Line(subject),
            Body = body,
            Unsubscribe = unsubscribe,
            CreatedAt = now,
        };
        mail.Queue(now);
        db.Set<OutgoingMail>().Add(mail);
    }

    /// <summary>Lets mail that was saved leave now.</summary>
    public void Nudge() => outlet.Nudge();

    /// <summary>Adds a mail, saves, and lets it leave.</summary>
    public async Task SendAsync(string recipient, string subject, string body, CancellationToken ct)
    {
        Add(recipient, subject, body);
        await db.SaveChangesAsync(ct);
        Nudge();
    }

    // A line end in a subject would begin another header.
    private static string Line(string subject)
    {
        var line = new string([.. subject.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length > OutgoingMail.SubjectMaxLength ? line[..OutgoingMail.SubjectMaxLength] : line;
    }
}
