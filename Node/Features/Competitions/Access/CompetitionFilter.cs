using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Agon.Node.Features.Competitions.Access;

/// <summary>
/// Turns the <c>slug</c> of an address into a <see cref="CompetitionAccess"/> that pages take in their constructor. What the visitor may
/// not know of is 404 before anything asks them to sign in.
/// </summary>
internal sealed class CompetitionFilter(FindCompetition find) : IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var slug = (string)context.RouteData.Values["slug"]!;
        if (await find.ExecuteAsync(slug, http.User, http.RequestAborted) is not { } access)
        {
            context.Result = new NotFoundResult();
            return;
        }

        http.Features.Set(access);
        var least = http.GetEndpoint()?.Metadata.GetMetadata<AllowedToAttribute>()?.Least ?? CompetitionRelation.Operator;
        if (access.Relation < least)
        {
            context.Result = access.Relation == CompetitionRelation.Nobody ? new ChallengeResult() : new ForbidResult();
        }
    }
}
