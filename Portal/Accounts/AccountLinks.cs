using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Portal.Accounts;

/// <summary>The addresses of the account pages.</summary>
public static class AccountLinks
{
    /// <summary>The person's own page.</summary>
    public const string Show = "/account";

    /// <summary>Where a new password is asked for.</summary>
    public const string Forgot = "/account/forgot";

    /// <summary>Where a confirmation is asked for again.</summary>
    public const string Resend = "/account/resend";

    /// <summary>What a person reads after a mail was sent.</summary>
    public const string CheckMail = "/account/check-mail";

    /// <summary>Where strangers make an account.</summary>
    public const string Register = "/account/register";

    /// <summary>Where a person sees in which browsers they are signed in, and ends that.</summary>
    public const string Sessions = "/account/sessions";

    /// <summary>Where a person changes their password.</summary>
    public const string Password = "/account/password";

    /// <summary>Where a person sets up a second step for signing in.</summary>
    public const string SecondStep = "/account/second-step";

    /// <summary>Where the key for the app is shown and its first code taken.</summary>
    internal const string SecondStepKey = "/account/second-step/key";

    /// <summary>Where a person keeps their passkeys.</summary>
    public const string Passkeys = "/account/passkeys";

    internal const string PasskeyCreation = Passkeys + "?handler=options";
    internal const string PasskeyRequest = "/account/sign-in/passkey?handler=options";

    /// <summary>The sign-in page, which leads to <paramref name="returnUrl"/> after.</summary>
    public static string SignIn(string? returnUrl = null) =>
        "/account/sign-in" + (returnUrl is null ? "" : QueryString.Create("returnUrl", returnUrl).ToString());

    /// <summary>The sign-in page for one who may be signed in and has to show again who they are; it leads to <paramref name="returnUrl"/> after.</summary>
    /// <param name="returnUrl">A path on this host.</param>
    /// <param name="email">The address that is filled in; null leaves it to the person.</param>
    public static string Reauthenticate(string returnUrl, string? email = null) => "/account/sign-in" + QueryString.Create(
        new Dictionary<string, string?> { ["returnUrl"] = returnUrl, ["reauthenticate"] = "1", ["email"] = email }.Where(p => p.Value is not null));

    internal static string SignInPasskey(string returnUrl) => "/account/sign-in/passkey" + QueryString.Create("returnUrl", returnUrl);

    /// <summary>Where the code is asked for after the password.</summary>
    internal static string SignInCode(string returnUrl) => "/account/sign-in/code" + QueryString.Create("returnUrl", returnUrl);

    internal static string Confirm(Guid account, string token) => Mailed("/account/confirm", account, token);

    internal static string Reset(Guid account, string token) => Mailed("/account/reset", account, token);

    /// <summary>The token as it was made, from the text in a mailed link; null if it is none.</summary>
    internal static string? TokenOf(string? code)
    {
        try
        {
            return code is null ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Mailed(string path, Guid account, string token) =>
        $"{path}?account={account}&code={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}";
}
