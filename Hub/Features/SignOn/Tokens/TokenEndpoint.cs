using System.Diagnostics;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Device;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>The token endpoint: one verb for each way to tokens.</summary>
internal sealed class TokenEndpoint(SpendAssertion assertion, RedeemCode redeem, RotateRefreshToken rotate, IssueClientToken issue, RedeemDeviceCode redeemDevice)
{
    public async Task<IResult> AnswerAsync(HttpContext context, Client client, SignOnParameters form, CancellationToken ct) =>
        Write(context, form["grant_type"] == GrantTypes.AuthorizationCode ? await WithCodeAsync(client, form, ct) : await AfterAssertionAsync(client, form, ct));

    /// <summary>An answer as RFC 6749 §5 has it.</summary>
    public static IResult Write(HttpContext context, TokenOutcome outcome) => outcome switch
    {
        TokenOutcome.Issued(var answer) => SignOnAnswers.Answer(context, answer),
        TokenOutcome.Refused(var refusal) => SignOnAnswers.Refuse(context, refusal),
        var other => throw new UnreachableException($"{other}"),
    };

    // What redeeming a code has not spent with it, having found none, is spent after it.
    private async Task<TokenOutcome> WithCodeAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        var outcome = await ExecuteAsync(client, form, ct);
        return await assertion.ExecuteAsync(ct) is { } replayed ? new TokenOutcome.Refused(replayed) : outcome;
    }

    private async Task<TokenOutcome> AfterAssertionAsync(Client client, SignOnParameters form, CancellationToken ct) =>
        await assertion.ExecuteAsync(ct) is { } replayed ? new TokenOutcome.Refused(replayed) : await ExecuteAsync(client, form, ct);

    private async Task<TokenOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct) => form["grant_type"] switch
    {
        null => new TokenOutcome.Refused(SignOnRefusal.GrantTypeMissing),
        var unknown when !GrantTypes.All.Contains(unknown) => new TokenOutcome.Refused(SignOnRefusal.GrantTypeUnsupported),
        var forbidden when !client.AllowedGrants.Contains(forbidden) => new TokenOutcome.Refused(SignOnRefusal.GrantTypeNotAllowed),
        GrantTypes.AuthorizationCode => await redeem.ExecuteAsync(client, form, ct),
        GrantTypes.RefreshToken => await rotate.ExecuteAsync(client, form, ct),
        GrantTypes.ClientCredentials => await issue.ExecuteAsync(client, form, ct),
        GrantTypes.DeviceCode => await redeemDevice.ExecuteAsync(client, form, ct),
        _ => new TokenOutcome.Refused(SignOnRefusal.GrantTypeUnsupported),
    };
}
