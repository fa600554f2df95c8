using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>
/// Gives tokens for a code. It is spent by its client's first try, right or wrong, in one statement of the database; a second try shows
/// that somebody else has it, and revokes what it gave (RFC 9700 §2.1.1).
/// </summary>
internal sealed partial class RedeemCode(
    HubDb db, GrantStanding standing, RevokeGrant revoke, IssueTokens issue, SpendOnce spend, CallSubject subject, TimeProvider clock, ILogger<RedeemCode> logger)
{
    // RFC 7636 §4.1.
    private const int VerifierMinLength = 43, VerifierMaxLength = 128;

    // Grants go with their accounts: there is no row without a person.
    private static readonly Func<HubDb, string, string, CancellationToken, Task<Given?>> GivenAs = ReadyQuery.Of((HubDb db, string digest, string sector, CancellationToken _) => (
        from code in db.AuthorizationCodes.AsNoTracking()
        join grant in db.Grants.AsNoTracking() on code.GrantId equals grant.Id
        join account in db.Users on grant.AccountId equals account.Id
        where code.Digest == digest
        select new Given(
            code, grant, account.SecurityStamp, db.Set<AccountSession>().Any(s => s.Id == grant.SessionId),
            db.PairwiseSubjects.Where(s => s.AccountId == grant.AccountId && s.Sector == sector).Select(s => s.Subject).FirstOrDefault())).SingleOrDefault());

    public async Task<TokenOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        if (WrongForm(form) is { } wrong)
        {
            return new TokenOutcome.Refused(wrong);
        }

        var digest = RandomSecret.Digest(form["code"]!);
        var found = await GivenAs(db, digest, client.Sector, ct);
        if (found is null)
        {
            return new TokenOutcome.Refused(SignOnRefusal.CodeUnknown);
        }

        if (found.Grant.ClientId != client.ClientId)
        {
            return new TokenOutcome.Refused(SignOnRefusal.CodeOfAnotherClient);
        }

        subject.AccountId = found.Grant.AccountId;
        TokenOutcome outcome = (WrongCode(found.Code, form) ?? standing.RefusalOf(found.Grant, found.Stamp, found.IsSignedIn)) is { } refusal
            ? new TokenOutcome.Refused(refusal)
            : new TokenOutcome.Issued(await issue.ForGrantAsync(client, found.Grant, SignOnScopes.Read(found.Grant.Scopes), found.Code.Nonce, ct, found.Subject));
        if (await SpendAsync(found.Code) is not SignOnRefusal.CodeReplayed and var ended)
        {
            return ended is { } reason && outcome is TokenOutcome.Issued ? new TokenOutcome.Refused(reason) : outcome;
        }

        LogReplayed(client.ClientId, found.Grant.Id);
        await revoke.ExecuteAsync(found.Grant.Id, CancellationToken.None);
        return new TokenOutcome.Refused(SignOnRefusal.CodeReplayed);
    }

    private static SignOnRefusal? WrongForm(SignOnParameters form) => form switch
    {
        _ when form["code"] is null => SignOnRefusal.CodeMissing,
        _ when form["code_verifier"] is null => SignOnRefusal.VerifierMissing,
        _ when form["code_verifier"] is not { Length: >= VerifierMinLength and <= VerifierMaxLength } verifier || !verifier.All(IsUnreserved) => SignOnRefusal.VerifierMalformed,
        _ => null,
    };

    private Task<SignOnRefusal?> SpendAsync(AuthorizationCode code)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return spend.ExecuteAsync(code.GrantId, SignOnRefusal.CodeReplayed, ct => db.AuthorizationCodes.Where(c => c.Id == code.Id && c.RedeemedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.RedeemedAt, now), ct));
    }

    private SignOnRefusal? WrongCode(AuthorizationCode code, SignOnParameters form) => code switch
    {
        _ when clock.GetUtcNow() >= code.ExpiresAt => SignOnRefusal.CodeExpired,
        _ when form["redirect_uri"] != code.RedirectUri => SignOnRefusal.RedirectUriMismatch,
        _ when !Answers(form["code_verifier"]!, code.CodeChallenge) => SignOnRefusal.VerifierWrong,
        _ => null,
    };

    private static bool Answers(string verifier, string challenge) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';

    private sealed record Given(AuthorizationCode Code, Grant Grant, string? Stamp, bool IsSignedIn, string? Subject);

    [LoggerMessage(LogLevel.Warning, "A code of {Client} was redeemed twice; grant {Grant} is revoked")]
    private partial void LogReplayed(string client, Guid grant);
}
