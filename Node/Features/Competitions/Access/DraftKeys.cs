using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Node.Features.Competitions.Access;

/// <summary>
/// Remembers in the visitor's browser which drafts they may see: the link an organizer hands out leads here once, and a cookie keeps what it
/// said. A link that is withdrawn or renewed ends that at once.
/// </summary>
internal sealed class DraftKeys(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly IDataProtector _protector = protection.CreateProtector("Agon.DraftKeys");

    /// <summary>A key nobody guesses.</summary>
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether the visitor has the key of this draft.</summary>
    public bool Has(Competition competition)
    {
        if (competition is not { IsPublished: false, DraftKey: { } key } || accessor.HttpContext?.Request.Cookies[Name(competition.Id)] is not { } cookie)
        {
            return false;
        }

        try
        {
            return CryptographicOperations.FixedTimeEquals(_protector.Unprotect(WebEncoders.Base64UrlDecode(cookie)), System.Text.Encoding.ASCII.GetBytes(key));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Lets the visitor see this draft from now on.</summary>
    public void Give(HttpContext context, Competition competition) => context.Response.Cookies.Append(
        Name(competition.Id),
        WebEncoders.Base64UrlEncode(_protector.Protect(System.Text.Encoding.ASCII.GetBytes(competition.DraftKey!))),
        new CookieOptions { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = Kept, IsEssential = true, Path = "/" });

    private static string Name(Guid competition) => $"draft-{competition:n}";
}
