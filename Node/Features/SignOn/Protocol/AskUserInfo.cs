using System.Net.Http.Headers;
using System.Text.Json;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>Adds the name and the address of a person, from the id_token or else from the issuer's userinfo. They may be missing.</summary>
internal sealed class AskUserInfo(ProviderHttp http)
{
    public async Task<SignOnResult<VerifiedPerson>> ExecuteAsync(ReceivedPerson received, CancellationToken ct)
    {
        var (person, provider, accessToken, claims) = received;
        var known = With(person, claims.Value);
        if (known is { Name: not null, Email: not null } || provider.UserInfoEndpoint is not { } endpoint || accessToken is null)
        {
            return known;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var sent = await http.SendAsync(request, provider.Issuer, ct);
        if (sent.Value is not { IsSuccess: true, Body: { } more })
        {
            return known;
        }

        // Whose words these are is not said by who sent them (OpenID Connect Core §5.3.4).
        return more.Text("sub") == person.Subject ? With(known, more) : SignOnFailure.UserInfoOfAnother;
    }

    private static VerifiedPerson With(VerifiedPerson person, JsonElement claims)
    {
        var email = claims.Text("email") is { } address && MailboxAttribute.IsMailbox(address) ? address : null;
        return person with
        {
            Name = person.Name ?? NameOf(claims),
            Email = person.Email ?? email,
            IsEmailVerified = person.Email is null ? email is not null && claims.IsTrue("email_verified") : person.IsEmailVerified,
        };
    }

    // A proposal, which the person may change.
    private static string? NameOf(JsonElement claims) =>
        ((string[])["name", "nickname", "preferred_username"]).Select(member => claims.Text(member))
            .FirstOrDefault(name => name?.Trim() is { Length: > 0 and <= Account.DisplayNameMaxLength } && PlainNameAttribute.IsPlain(name))?.Trim();
}
