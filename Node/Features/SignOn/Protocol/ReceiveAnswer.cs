using System.Security.Cryptography;
using System.Text.Json;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Hosting;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>Makes out of the answer that a browser brought from an issuer who the person is, or a refusal.</summary>
internal sealed partial class ReceiveAnswer(
    Providers providers, ProviderHttp http, AuthenticateClient client, CheckIdToken check, PublicAddress address, ILogger<ReceiveAnswer> logger)
{
    private const int CodeMaxLength = 4000;
    private const int ErrorMaxLength = 100;

    /// <param name="issuer">Who was asked.</param>
    /// <param name="request">What was asked; the browser is the one that asked.</param>
    /// <param name="answer">The query.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<SignOnResult<ReceivedPerson>> ExecuteAsync(Issuer issuer, SignOnRequest request, IQueryCollection answer, CancellationToken ct)
    {
        var described = await providers.DescribeAsync(issuer.Address, ct);
        if (!described.IsGood(out var provider, out var failure))
        {
            return failure;
        }

        if (Refuse(provider, answer) is { } refusal)
        {
            return refusal;
        }

        var redeemed = await RedeemAsync(provider, issuer, request, answer["code"].ToString(), ct);
        if (!redeemed.IsGood(out var tokens, out failure))
        {
            return failure;
        }

        if (tokens.Text("id_token") is not { Length: > 0 } idToken)
        {
            return SignOnFailure.IdTokenMissing;
        }

        var accessToken = tokens.Text("access_token");
        var read = await check.ExecuteAsync(provider, request, idToken, accessToken, ct);
        if (!read.IsGood(out var claims, out failure))
        {
            return failure;
        }

        return new ReceivedPerson(Person(request, claims, idToken), provider, accessToken, claims);
    }

    // Who answers is looked at first: an error, too, is somebody's (RFC 9207 §2.4).
    private SignOnFailure? Refuse(ProviderMetadata provider, IQueryCollection answer)
    {
        if (answer.ContainsKey("iss") && answer["iss"] != provider.Issuer)
        {
            return SignOnFailure.AnswerOfAnotherIssuer;
        }

        if (provider.NamesItself && !answer.ContainsKey("iss"))
        {
            return SignOnFailure.AnswerWithoutIssuer;
        }

        if (answer["error"].ToString() is { Length: > 0 } error)
        {
            LogIssuerRefused(provider.Issuer, Cut(error), Cut(answer["error_description"].ToString()));
            return error == "access_denied" ? SignOnFailure.Denied : SignOnFailure.IssuerRefused;
        }

        return answer["code"] is [{ Length: > 0 and <= CodeMaxLength }] ? null : SignOnFailure.CodeMissing;
    }

    private async Task<SignOnResult<ProviderAnswer>> RedeemAsync(
        ProviderMetadata provider, Issuer issuer, SignOnRequest request, string code, CancellationToken ct)
    {
        using var post = await client.PostAsync(provider.TokenEndpoint, issuer, new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = address.Of(NodeLinks.SignOn.Callback(issuer.Slug)),
            ["code_verifier"] = request.Verifier,
        }, ct);
        var sent = await http.SendAsync(post, issuer.Address, ct);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return failure;
        }

        if (answer is { IsSuccess: true, Body: not null })
        {
            return answer;
        }

        LogCodeRefused(provider.Issuer, (int)answer.Status, Cut(answer.Text("error") ?? ""), Cut(answer.Text("error_description") ?? ""));
        return SignOnFailure.CodeRefused;
    }

    private static VerifiedPerson Person(SignOnRequest request, Box<JsonElement> claims, string idToken) => new()
    {
        Ticket = new Guid(RandomNumberGenerator.GetBytes(16)),
        Slug = request.Slug,
        IssuerAddress = request.IssuerAddress,
        Subject = claims.Value.Text("sub")!,
        Sid = claims.Value.Text("sid") is { Length: > 0 } sid ? sid : null,
        AuthenticatedAt = claims.Value.Instant("auth_time"),
        IdToken = idToken,
        ReturnUrl = request.ReturnUrl,
        BegunAt = request.BegunAt,
    };

    private static string Cut(string text) => new([.. text.Take(ErrorMaxLength).Where(c => !char.IsControl(c))]);

    [LoggerMessage(LogLevel.Warning, "{Issuer} refused to sign somebody in: {Error} {Description}")]
    private partial void LogIssuerRefused(string issuer, string error, string description);

    [LoggerMessage(LogLevel.Warning, "{Issuer} refused a code with status {Status}: {Error} {Description}")]
    private partial void LogCodeRefused(string issuer, int status, string error, string description);
}

/// <summary>Who it is, and what more the issuer says of them or can be asked: name and address are for whoever comes the first time.</summary>
internal sealed record ReceivedPerson(VerifiedPerson Person, ProviderMetadata Provider, string? AccessToken, Box<JsonElement> Claims);

/// <summary>A value where a reference is asked for.</summary>
internal sealed record Box<T>(T Value);
