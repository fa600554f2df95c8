using System.Text;
using Agon.Portal.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

internal static class SentMails
{
    extension(NodeHost node)
    {
        /// <summary>The texts of the mails that went to this address, oldest first.</summary>
        public async Task<IReadOnlyList<string>> MailsTo(string email)
        {
            var outlet = node.Services.GetRequiredService<MailOutlet>();
            while (await outlet.SendDueAsync(TestContext.Current.CancellationToken) > 0)
            {
            }

            var directory = Path.Combine(node.DataDirectory, "mail");
            var mails = Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText) : [];
            return [.. mails.Where(m => m.Contains($"To: {email}", StringComparison.Ordinal)).Select(Body)];
        }
    }

    // The framework writes base64 or quoted-printable, as it sees fit.
    private static string Body(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\n", "", StringComparison.Ordinal)))
            : parts[1].Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
    }
}
