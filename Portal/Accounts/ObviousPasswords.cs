using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>Refuses passwords that are tried first: well-known ones, runs and repetitions, and the person's own name or address.</summary>
internal sealed class ObviousPasswords : IPasswordValidator<Account>
{
    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "01234567890123456789", "1qaz2wsx3edc4rfv5tgb6yhn"];

    // Cores of the passwords people choose; digits and signs around them are stripped before looking.
    private static readonly FrozenSet<string> Cores = new[]
    {
        "password", "passwort", "passw0rd", "p@ssw0rd", "letmein", "welcome", "iloveyou", "sunshine", "princess", "football", "baseball", "superman",
        "trustno", "changeme", "changemenow", "administrator", "admin", "default", "secret", "geheim", "correcthorsebatterystaple", "university", "competition", "agon",
        "passwordpassword", "mypassword", "thisismypassword", "nopassword", "qwertyqwerty",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Reason(password ?? "", user) is { } reason
            ? IdentityResult.Failed(new IdentityError { Code = "ObviousPassword", Description = reason })
            : IdentityResult.Success);

    /// <summary>Why the password is refused, or null.</summary>
    internal static string? Reason(string password, Account user)
    {
        var lower = password.ToLowerInvariant();
        var core = lower.Trim().Trim([.. "0123456789!?.,;:-_#*+$%&/()= "]);
        var different = lower.Distinct().Count();
        if (different < 5 || (core.Length == 0 && different < 8))
        {
            return "Choose a password with more different characters.";
        }

        if (Cores.Contains(core) || Cores.Contains(lower) || Runs.Any(run => IsMostly(lower, run)))
        {
            return "Choose a password that is not one of the first to be tried.";
        }

        return Parts(user).Any(part => IsMostly(lower, part))
            ? "Choose a password that is not your name or e-mail address."
            : null;
    }

    // A stretch of the text (or its reverse) makes up all but three characters of the password.
    private static bool IsMostly(string password, string text)
    {
        var reversed = new string([.. text.Reverse()]);
        for (var length = password.Length; length >= Math.Max(5, password.Length - 3); length--)
        {
            for (var start = 0; start + length <= password.Length; start++)
            {
                var piece = password.AsSpan(start, length);
                if (text.AsSpan().Contains(piece, StringComparison.Ordinal) || reversed.AsSpan().Contains(piece, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<string> Parts(Account user)
    {
        var email = user.Email?.ToLowerInvariant() ?? "";
        return ((string[])[email, email.Split('@')[0], user.DisplayName.ToLowerInvariant(), user.DisplayName.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal)])
            .Where(part => part.Length >= 5);
    }
}
