using System.Security.Claims;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.Accounts;

/// <summary>Who a token speaks for.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Scopes">What the token may do.</param>
internal sealed record Me(Guid Id, string Name, IReadOnlyList<string> Scopes);

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me", Show).RequireScope(ApiScopes.Read).WithTags("Account").WithSummary("Who this token speaks for");

    private static Me Show(ClaimsPrincipal caller) =>
        new(caller.AccountId!.Value, caller.DisplayName, [.. caller.FindAll(TokenAuthentication.ScopeClaim).Select(c => c.Value)]);
}
