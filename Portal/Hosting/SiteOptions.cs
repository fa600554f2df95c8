using System.ComponentModel.DataAnnotations;

namespace Agon.Portal.Hosting;

/// <summary>How the world reaches the site: the section <c>Site</c> of a host's settings.</summary>
public sealed class SiteOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Site";

    /// <summary>
    /// The address people type, for instance <c>https://agon.example.org</c>: links in mails begin with it. Left out, they begin with the
    /// address the host listens on, never with what a request claims.
    /// </summary>
    [Url(ErrorMessage = "Site:PublicUrl must be a whole address, for instance https://agon.example.org.")]
    public string? PublicUrl { get; set; }

    /// <summary>The same if it is https, else null.</summary>
    internal Uri? SecureAddress => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    /// <summary>How many account forms (sign-in, registration, password) one address may send in a minute.</summary>
    [Range(1, 100_000, ErrorMessage = "Site:AccountPostsPerMinute must be between 1 and 100000.")]
    public int AccountPostsPerMinute { get; set; } = 60;
}
