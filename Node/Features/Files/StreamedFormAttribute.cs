using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Agon.Node.Features.Files;

/// <summary>
/// Leaves a page's posted form unread, so that <see cref="ReceiveUpload"/> can stream it. It takes the automatic antiforgery check
/// with it: every POST handler of such a page goes through <see cref="ReceiveUpload.FromFormAsync"/>, which checks the token itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StreamedFormAttribute : Attribute, IResourceFilter, IAntiforgeryPolicy, IOrderedFilter, IRequestSizeLimitMetadata
{
    // After the page convention's own check, so that this policy is the effective one.
    public int Order => 1000;

    // The upload has its own limit, found out while receiving.
    public long? MaxRequestBodySize => null;

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
