using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Mail;

/// <summary>How mail leaves: the section <c>Mail</c> of a host's settings. Without a host name it is written to disk.</summary>
public sealed class MailOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail";

    /// <summary>The mail server's name; none writes every mail to <c>&lt;data&gt;/mail/*.eml</c>.</summary>
    public string? Host { get; set; }

    /// <summary>The mail server's port; 587 unless said.</summary>
    [Range(1, 65535, ErrorMessage = "Mail:Port must be between 1 and 65535; 587 is usual.")]
    public int Port { get; set; } = 587;

    /// <summary>The name to sign in with; none sends without signing in.</summary>
    public string? User { get; set; }

    /// <summary>The password to sign in with.</summary>
    public string? Password { get; set; }

    /// <summary>The sender of every mail, for instance <c>agon@example.org</c>.</summary>
    public string? From { get; set; }

    /// <summary>Whether the connection is encrypted by STARTTLS, and refused when the server can't.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>How long sending one mail may take.</summary>
    [Range(1, 600, ErrorMessage = "Mail:TimeoutSeconds must be between 1 and 600.")]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Whether mail is written to disk instead of being sent.</summary>
    public bool IsWrittenToDisk => string.IsNullOrWhiteSpace(Host);
}

/// <summary>Stops a host whose mail settings contradict each other, with all that is wrong in one go.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> wrong = [];
        if (!options.IsWrittenToDisk && !MailAddress.TryCreate(options.From, out _))
        {
            wrong.Add("Mail:Host is set, so Mail:From must be the sender's address, for instance agon@example.org.");
        }

        if (options.IsWrittenToDisk && (options.User ?? options.Password) is not null)
        {
            wrong.Add("Mail:User or Mail:Password is set without Mail:Host. Name the mail server, or remove them to write mail to disk.");
        }

        if (options.User is not null != options.Password is not null)
        {
            wrong.Add("Mail:User and Mail:Password belong together: set both or none.");
        }

        if (options.User is not null && !options.StartTls && !options.IsWrittenToDisk && options.Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            wrong.Add("Mail:StartTls is false, which would send Mail:Password readable over the network. Set it to true, or leave out Mail:User.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
