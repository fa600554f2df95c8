using Microsoft.AspNetCore.Authorization;

namespace Agon.Node.Features.Accounts;

/// <summary>The scope an endpoint asks of a token; also what a refusal names.</summary>
internal sealed record RequiredScope(string Scope);

/// <summary>Opens endpoints of the API: cookies count for nothing there, so nobody's browser can be made to call it.</summary>
internal static class ScopeConventions
{
    /// <summary>Open to tokens with the scope; <see cref="ApiScopes.Worker"/> only to those of operators.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        var policy = new AuthorizationPolicyBuilder(TokenAuthentication.SchemeName).RequireAuthenticatedUser().RequireClaim(TokenAuthentication.ScopeClaim, scope);
        if (scope == ApiScopes.Worker)
        {
            policy.RequireRole(Operators.Role);
        }

        return builder.RequireAuthorization(policy.Build()).WithMetadata(new RequiredScope(scope));
    }

    /// <summary>
    /// Open to everybody. A token says who calls, so that drafts and hidden boards are shown to those they are open to: that takes the scope
    /// <see cref="ApiScopes.Read"/>, and a token without it, or no good at all, is refused rather than ignored.
    /// </summary>
    public static TBuilder OpenToStrangers<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder(TokenAuthentication.SchemeName).RequireAssertion(context =>
            context.User.Identity is { IsAuthenticated: true }
                ? context.User.HasClaim(TokenAuthentication.ScopeClaim, ApiScopes.Read)
                : context.Resource is HttpContext http && http.Request.Headers.Authorization.Count == 0).Build())
            .WithMetadata(new RequiredScope(ApiScopes.Read));
}
