using System.Net;
using System.Net.Mail;
using System.Text;
using Agon.Portal.Data;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Mail;

/// <summary>Hands one mail to the mail server, or writes it to disk when none is set.</summary>
internal sealed class MailTransport(IOptions<MailOptions> options, IOptions<DataOptions> data)
{
    private const string NobodysAddress = "agon@localhost";
    private readonly MailOptions _options = options.Value;

    public async Task SendAsync(OutgoingMail mail, string senderName, CancellationToken ct)
    {
        using var message = new MailMessage(new MailAddress(_options.From ?? NobodysAddress, senderName), new MailAddress(mail.Recipient))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Body,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };

        // The same mail sent twice, because we died in between, is one mail to a reader's program.
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{message.From!.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } address)
        {
            message.Headers.Add("List-Unsubscribe", $"<{address}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (_options.IsWrittenToDisk)
        {
            await WriteAsync(message, mail, ct);
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        using var client = new SmtpClient(_options.Host, _options.Port) { EnableSsl = _options.StartTls };
        client.Credentials = _options.User is null ? null : new NetworkCredential(_options.User, _options.Password);
        try
        {
            await client.SendMailAsync(message, deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SmtpException($"The mail server did not answer within {_options.TimeoutSeconds} seconds.");
        }
    }

    // The framework writes the file under a name of its own; ours sorts by time and names the recipient.
    private async Task WriteAsync(MailMessage message, OutgoingMail mail, CancellationToken ct)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(data.Value.Directory), "mail"));
        var unfinished = new DirectoryInfo(Path.Combine(directory.FullName, $".{mail.Id:N}"));
        if (unfinished.Exists)
        {
            // From a try that failed half way.
            unfinished.Delete(recursive: true);
        }

        var scratch = directory.CreateSubdirectory(unfinished.Name);
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = scratch.FullName })
        {
            await client.SendMailAsync(message, ct);
        }

        var name = $"{mail.CreatedAt.UtcDateTime:yyyyMMdd-HHmmss}-{mail.Id:N}.eml";
        scratch.EnumerateFiles("*.eml").Single().MoveTo(Path.Combine(directory.FullName, name), overwrite: true);
        scratch.Delete(recursive: true);
    }
}
