using System.Security.Claims;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Accounts;

/// <summary>
/// Refuses passwords that are tried first: leaked ones and those made of their words, runs and repetitions, and the person's own name
/// or address, or the site's. Nothing is asked of anybody else: no password leaves the host, not even in part.
/// </summary>
internal sealed class ObviousPasswords(ISiteShell site, IOptions<SiteOptions> address) : IPasswordValidator<Account>
{
    private const int ShortestPart = 4, MostWords = 2, MostBesides = 6;

    // Signs and digits that stand in for letters, and the letters.
    private const string Disguises = "@4831!05$7+", Meant = "aabeiiosstt";

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var shell = await site.ComposeAsync(new ClaimsPrincipal(), CancellationToken.None);
        var host = address.Value.PublicUrl is { } url ? new Uri(url).Host : "";
        return Reason(password ?? "", user, [shell.Name, shell.Institution ?? "", host, .. host.Split('.')]) is { } reason
            ? IdentityResult.Failed(new IdentityError { Code = "ObviousPassword", Description = reason })
            : IdentityResult.Success;
    }

    /// <summary>Why the password is refused, or null.</summary>
    /// <param name="password">What was chosen.</param>
    /// <param name="user">Whose it would be.</param>
    /// <param name="site">Names of the site.</param>
    internal static string? Reason(string password, Account user, params IEnumerable<string> site)
    {
        var lower = password.ToLowerInvariant();
        var different = lower.Distinct().Count();
        if (different < 5 || (!lower.Any(char.IsLetter) && different < 8))
        {
            return "Choose a password with more different characters.";
        }

        // A few digits and signs more, such as a year, help little; many do.
        string[] forms = [.. ((string[])[lower, Undisguised(lower), Undisguised(Trimmed(lower))]).Select(Letters).Where(f => f.Length >= lower.Length - MostBesides)];
        if (KeyboardWalks.Is(lower) || KeyboardWalks.Is(Trimmed(lower)) || forms.Any(IsObvious) || LeakedPasswords.ContainAny([lower, .. forms, .. forms.Select(Once)]))
        {
            return "Choose a password that is not one of the first to be tried.";
        }

        if (forms.Any(form => Parts(user).Any(part => IsMostly(form, part))))
        {
            return "Choose a password that is not your name or e-mail address.";
        }

        return forms.Any(form => Names(site).Any(name => IsMostly(form, name)))
            ? "Choose a password that is not the name of this site."
            : null;
    }

    private static bool IsObvious(string letters) => CommonWords.Make(Once(letters), MostWords);

    // "abcabcabc" is "abc".
    private static string Once(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && Enumerable.Range(0, text.Length).All(i => text[i] == text[i % length]))
            {
                return text[..length];
            }
        }

        return text;
    }

    private static string Undisguised(string lower) => string.Concat(lower.Select(c => Disguises.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Meant[i] : c));

    private static string Trimmed(string lower) => lower.Trim([.. "0123456789!?.,;:-_#*+$%&/()= "]);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    // All but three of its letters are one stretch of the other, or of it read backwards.
    private static bool IsMostly(string letters, string name)
    {
        var reversed = new string([.. name.Reverse()]);
        for (var length = letters.Length; length >= Math.Max(ShortestPart, letters.Length - 3); length--)
        {
            for (var start = 0; start + length <= letters.Length; start++)
            {
                var piece = letters.AsSpan(start, length);
                if (name.AsSpan().Contains(piece, StringComparison.Ordinal) || reversed.AsSpan().Contains(piece, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<string> Parts(Account user) =>
        Names([user.Email ?? "", (user.Email ?? "").Split('@')[0], user.DisplayName, .. user.DisplayName.Split(' ')]);

    private static IEnumerable<string> Names(IEnumerable<string> names) =>
        names.Select(n => Letters(n.ToLowerInvariant())).Where(n => n.Length >= ShortestPart).Distinct();
}
