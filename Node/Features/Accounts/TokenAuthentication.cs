using System.Security.Claims;
using System.Text.Encodings.Web;
using Agon.Federation.Contracts;
using Agon.Node.Data;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Accounts;

/// <summary>Knows who calls by the personal token in <c>Authorization: Bearer</c>; refuses with a problem document that says why.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, NodeDb db, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Token";
    public const string ScopeClaim = "scope";

    private const string Bearer = "Bearer ";

    // Seen often enough to tell a used token from a forgotten one, seldom enough not to write with every call.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var secret = header[Bearer.Length..].Trim();
        var found = ApiTokenSecret.LooksRight(secret) ? await FindAsync(ApiTokenSecret.Digest(secret)) : null;
        var now = TimeProvider.GetUtcNow();
        return found?.Token.StateAt(now, found.Account.SecurityStamp) switch
        {
            null => AuthenticateResult.Fail(TokenMessages.Unknown),
            TokenState.Revoked => AuthenticateResult.Fail(TokenMessages.Revoked),
            TokenState.Ended => AuthenticateResult.Fail(TokenMessages.Ended),
            TokenState.Expired => AuthenticateResult.Fail(TokenMessages.Expired),
            _ => await AcceptAsync(found!, now),
        };
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        Response.Headers.WWWAuthenticate = result.Failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        await RefuseAsync(StatusCodes.Status401Unauthorized, result.Failure?.Message ?? TokenMessages.Missing);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope;
        Response.Headers.WWWAuthenticate = scope is null ? "Bearer" : $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        var authenticated = await HandleAuthenticateOnceSafeAsync();
        await RefuseAsync(StatusCodes.Status403Forbidden, scope switch
        {
            null => "The account of this token may not do this. Use the token of somebody who may, or ask the operator of this node.",
            ApiScopes.Worker when authenticated.Principal?.HasClaim(ScopeClaim, scope) == true => TokenMessages.OnlyOperators,
            _ => TokenMessages.LacksScope(scope),
        });
    }

    private async Task RefuseAsync(int status, string detail)
    {
        Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = Context,
            ProblemDetails = { Status = status, Type = Problems.TokenRefused, Title = "Token refused", Detail = detail },
        });
    }

    private Task<FoundToken?> FindAsync(string digest) =>
        (from token in db.ApiTokens.AsNoTracking()
         where token.Digest == digest
         join account in db.Users on token.AccountId equals account.Id
         select new FoundToken(token, account, (from member in db.UserRoles
                                                where member.UserId == account.Id
                                                join role in db.Roles on member.RoleId equals role.Id
                                                select role.Name!).ToList())).SingleOrDefaultAsync(Context.RequestAborted);

    private async Task<AuthenticateResult> AcceptAsync(FoundToken found, DateTimeOffset now)
    {
        if (found.Token.LastUsedAt is not { } seen || now - seen >= SeenEvery)
        {
            await db.ApiTokens.Where(t => t.Id == found.Token.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        }

        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, found.Account.Id.ToString()),
            new(AccountClaims.DisplayNameType, found.Account.DisplayName),
            .. found.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. found.Token.Scopes.Split(' ').Select(scope => new Claim(ScopeClaim, scope)),
        ];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }

    private sealed record FoundToken(ApiToken Token, Account Account, List<string> Roles);
}
