using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts;

/// <summary>
/// The page is for one who showed a short time ago who they are: whoever finds an open browser must not appoint themselves or take secrets
/// away. A page with buttons asks when one is pressed; a page where people write asks before, so that nothing written gets lost.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FreshSignInAttribute : Attribute, IAsyncPageFilter
{
    /// <summary>Whether people write on the page.</summary>
    public bool IsWritten { get; init; }

    /// <inheritdoc />
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if ((isReading && !IsWritten) || AccountClaims.IsFresh(context.HttpContext.User.AuthenticatedAt, now, isReading || !IsWritten ? null : AccountRules.Writing))
        {
            return next();
        }

        context.Result = new RedirectResult(AccountLinks.Reauthenticate(request.PathBase + request.Path + (isReading ? request.QueryString : default)));
        return Task.CompletedTask;
    }
}
