using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Shell;

/// <summary>One sentence for the next page the person sees.</summary>
public static class FlashMessage
{
    /// <summary>The cookie that carries the sentence; a site at a port of its own puts that behind.</summary>
    internal const string Cookie = "agon.said";

    private const string Key = "said";

    /// <summary>Whether there may be a sentence: looking without cause would set a cookie on every answer.</summary>
    public static bool IsWaiting(HttpContext context) => context.Request.Cookies.ContainsKey(
        context.RequestServices.GetRequiredService<IOptions<CookieTempDataProviderOptions>>().Value.Cookie.Name ?? Cookie);

    extension(ITempDataDictionary data)
    {
        /// <summary>Says a sentence at the top of the next page, once. A second sentence replaces the first.</summary>
        public void Say(string sentence) => data[Key] = sentence;

        /// <summary>Takes the sentence, if there is one.</summary>
        public string? TakeSaid() => data[Key] as string;
    }
}
