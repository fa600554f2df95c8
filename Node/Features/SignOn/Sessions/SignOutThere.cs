using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>The way to an issuer's own sign-out and back. The browser keeps for it what the issuer has to give back (<c>state</c>).</summary>
internal static class SignOutThere
{
    private const string StateItem = "SignOutThere";
    private const int RandomBytes = 16;

    public static async Task<IResult> LeaveAsync(
        string slug, string? session, HttpContext context, IssuerWays ways, ITempDataDictionaryFactory kept, CancellationToken ct)
    {
        var state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        if (await ways.SignOutThereAsync(slug, session, state, ct) is not { } address)
        {
            return Results.LocalRedirect(NodeLinks.SignOn.Failed(SignOnFailure.IssuerUnknown, slug, null));
        }

        var items = kept.GetTempData(context);
        items[StateItem] = state;
        items.Save();
        return Results.Redirect(address);
    }

    public static IResult Return(string? state, HttpContext context, ITempDataDictionaryFactory kept)
    {
        // Reading takes it away: it is good once.
        var items = kept.GetTempData(context);
        var isOurs = items[StateItem] is string expected
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(state ?? ""));
        if (isOurs)
        {
            items.Say(SignOnMessages.SignedOutThere);
        }

        items.Save();
        return Results.LocalRedirect(isOurs ? NodeLinks.Home : NodeLinks.SignOn.Failed(SignOnFailure.SignOutOfAnotherBrowser, null, null));
    }
}
