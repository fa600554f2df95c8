using Agon.Portal.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Features.Account;

[AllowAnonymous]
internal sealed class CheckMailModel(IOptions<MailOptions> mail) : PageModel
{
    /// <summary>Whether this site sends no mail, so that waiting for it would be in vain.</summary>
    public bool IsWrittenToDisk => mail.Value.IsWrittenToDisk;
}
