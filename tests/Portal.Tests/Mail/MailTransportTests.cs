using System.Net;
using System.Net.Mail;
using System.Net.Security;
using System.Text;
using Agon.Portal.Data;
using Agon.Portal.Mail;
using Wrap = Microsoft.Extensions.Options.Options;

namespace Agon.Portal.Tests.Mail;

public sealed class MailTransportTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 17, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("agon-mail-");

    private readonly OutgoingMail _mail = new()
    {
        Id = Guid.CreateVersion7(Now),
        Recipient = "mei@example.org",
        Subject = "Grüße aus Ilmenau",
        Body = "Follow this link:\r\n\r\nhttps://agon.example.org/account/confirm?account=1&code=abc\r\n.\r\nZoë",
        CreatedAt = Now,
    };

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task a_mail_arrives_at_the_server_as_it_was_written()
    {
        await using var sink = new SmtpSink();

        await SendAsync(Options(sink, startTls: false));

        sink.Recipients.ShouldBe(["mei@example.org"]);
        var message = sink.Messages.ShouldHaveSingleItem();
        message.ShouldContain("From: \"Alpha University\" <agon@example.org>");
        message.ShouldContain($"Message-ID: <{_mail.Id:N}@example.org>");
        BodyOf(message).ShouldBe(_mail.Body.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task credentials_are_sent_to_a_server_that_asks_for_them()
    {
        await using var sink = new SmtpSink(withLogin: true);

        await SendAsync(Options(sink, startTls: false, password: "s3cret"));

        sink.Logins.ShouldBe([("agon", "s3cret", false)]);
        sink.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task credentials_and_mail_go_through_an_encrypted_connection()
    {
        await using var sink = new SmtpSink(withTls: true, withLogin: true);

        await TrustingAsync(sink, () => SendAsync(Options(sink, startTls: true, password: "s3cret")));

        sink.Logins.ShouldBe([("agon", "s3cret", true)]);
        sink.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task a_server_with_a_certificate_nobody_trusts_gets_nothing()
    {
        await using var sink = new SmtpSink(withTls: true, withLogin: true);

        await Should.ThrowAsync<SmtpException>(() => SendAsync(Options(sink, startTls: true, password: "s3cret")));

        sink.Logins.ShouldBeEmpty();
        sink.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_server_that_can_not_encrypt_gets_nothing()
    {
        await using var sink = new SmtpSink(withLogin: true);

        await Should.ThrowAsync<SmtpException>(() => SendAsync(Options(sink, startTls: true, password: "s3cret")));

        sink.Logins.ShouldBeEmpty();
        sink.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_refused_recipient_is_an_error_that_says_so()
    {
        await using var sink = new SmtpSink { RecipientAnswer = "550 no such person" };

        var error = await Should.ThrowAsync<SmtpException>(() => SendAsync(Options(sink, startTls: false)));

        error.Message.ShouldContain("no such person");
    }

    [Fact]
    public async Task without_a_server_a_mail_is_a_file_that_mail_programs_open()
    {
        await SendAsync(new MailOptions());

        var file = _directory.GetFiles("mail/*.eml").ShouldHaveSingleItem();
        file.Name.ShouldStartWith("20261117-120000-");
        var text = await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken);
        text.ShouldContain("mei@example.org");
        BodyOf(text.ReplaceLineEndings("\n")).ShouldContain("https://agon.example.org/account/confirm?account=1&code=abc");
        _directory.GetDirectories("mail/.*").ShouldBeEmpty();
    }

    private static MailOptions Options(SmtpSink sink, bool startTls, string? password = null) => new()
    {
        Host = "localhost",
        Port = sink.Port,
        From = "agon@example.org",
        StartTls = startTls,
        User = password is null ? null : "agon",
        Password = password,
    };

    private Task SendAsync(MailOptions options) =>
        new MailTransport(Wrap.Create(options), Wrap.Create(new DataOptions { Directory = _directory.FullName }))
            .SendAsync(_mail, "Alpha University", TestContext.Current.CancellationToken);

    private static string BodyOf(string message)
    {
        var at = message.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = (message[..at], message[(at + 2)..].TrimEnd('\n'));
        return head.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal))).ReplaceLineEndings("\n")
            : body;
    }

    // The framework's mail client asks this one hook, and only for the sink's port-bound certificate do we say yes.
    private static async Task TrustingAsync(SmtpSink sink, Func<Task> work)
    {
#pragma warning disable SYSLIB0014
        RemoteCertificateValidationCallback trust = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" && sink.Port > 0;
        ServicePointManager.ServerCertificateValidationCallback = trust;
        try
        {
            await work();
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014
    }
}
