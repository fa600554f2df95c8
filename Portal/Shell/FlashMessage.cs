using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Agon.Portal.Shell;

/// <summary>One sentence for the next page the person sees.</summary>
public static class FlashMessage
{
    /// <summary>The cookie that carries the sentence.</summary>
    internal const string Cookie = "agon.said";

    private const string Key = "said";

    /// <summary>Whether there may be a sentence: looking without cause would set a cookie on every answer.</summary>
    public static bool IsWaiting(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    extension(ITempDataDictionary data)
    {
        /// <summary>Says a sentence at the top of the next page, once. A second sentence replaces the first.</summary>
        public void Say(string sentence) => data[Key] = sentence;

        /// <summary>Takes the sentence, if there is one.</summary>
        public string? TakeSaid() => data[Key] as string;
    }
}
