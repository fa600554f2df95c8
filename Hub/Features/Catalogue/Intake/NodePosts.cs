using Agon.Hub.Features.SignOn;
using Microsoft.AspNetCore.Mvc;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>How members send what may be large.</summary>
internal static class NodePosts
{
    // The size is looked at when the body is read (BoundedBody): a node that sends too much reads why.
    public static void MapNodePost(this IEndpointRouteBuilder app, string path, Delegate handler) => app.MapPost(path, handler)
        .AllowAnonymous().WithMetadata(new DisableRequestSizeLimitAttribute()).ExcludeFromDescription().RequireRateLimiting(SignOnLimits.Policy);
}
