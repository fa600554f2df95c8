using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Agon.Portal.Tests.Mail;

/// <summary>A mail server of one's own on a free port: it speaks enough SMTP (RFC 5321, STARTTLS, AUTH LOGIN) and keeps what it gets.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    public SmtpSink(bool withTls = false, bool withLogin = false)
    {
        WantsLogin = withLogin;
        _certificate = withTls ? MakeCertificate() : null;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool WantsLogin { get; }

    /// <summary>What the server answers to RCPT TO.</summary>
    public string RecipientAnswer { get; set; } = "250 OK";

    public List<string> Messages { get; } = [];

    public List<(string User, string Password, bool Encrypted)> Logins { get; } = [];

    public List<string> Recipients { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await SpeakAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task SpeakAsync(TcpClient client)
    {
        try
        {
            Stream stream = client.GetStream();
            await WriteAsync(stream, "220 sink ready");
            while (await ReadLineAsync(stream) is { } line)
            {
                if (line == "STARTTLS")
                {
                    await WriteAsync(stream, "220 go ahead");
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate!);
                    stream = secure;
                    continue;
                }

                await AnswerAsync(stream, line);
                if (line == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or does not trust us.
        }
    }

    private Task AnswerAsync(Stream stream, string line) => line.Split(' ', ':')[0].ToUpperInvariant() switch
    {
        "EHLO" => WriteAsync(stream, Greeting(stream is SslStream)),
        "AUTH" => LogInAsync(stream, line),
        "RCPT" => ReceiveRecipientAsync(stream, line),
        "DATA" => ReceiveAsync(stream),
        "QUIT" => WriteAsync(stream, "221 bye"),
        _ => WriteAsync(stream, "250 OK"),
    };

    private string Greeting(bool encrypted)
    {
        List<string> lines = ["sink"];
        lines.AddRange(_certificate is not null && !encrypted ? ["STARTTLS"] : []);
        lines.AddRange(WantsLogin && (encrypted || _certificate is null) ? ["AUTH LOGIN"] : []);
        lines.Add("8BITMIME");
        return string.Join("\r\n", lines.Select((l, i) => $"250{(i == lines.Count - 1 ? ' ' : '-')}{l}"));
    }

    private async Task LogInAsync(Stream stream, string line)
    {
        var user = line.Split(' ') is [_, _, var given] ? given : await AskAsync(stream, "334 VXNlcm5hbWU6");
        var password = await AskAsync(stream, "334 UGFzc3dvcmQ6");
        Logins.Add((Decode(user), Decode(password), stream is SslStream));
        await WriteAsync(stream, Decode(password) == "wrong" ? "535 Authentication failed" : "235 welcome");
    }

    private async Task ReceiveRecipientAsync(Stream stream, string line)
    {
        Recipients.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
        await WriteAsync(stream, RecipientAnswer);
    }

    private async Task ReceiveAsync(Stream stream)
    {
        await WriteAsync(stream, "354 go on");
        var message = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
        {
            message.Append(line).Append('\n');
        }

        Messages.Add(message.ToString());
        await WriteAsync(stream, "250 kept");
    }

    private static async Task<string> AskAsync(Stream stream, string question)
    {
        await WriteAsync(stream, question);
        return await ReadLineAsync(stream) ?? "";
    }

    private static async Task WriteAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        List<byte> line = [];
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
