using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Accounts.Passkeys;

/// <summary>What passkeys must be: bound to the address people type, found without an e-mail address, and used only by one who unlocked the device.</summary>
internal sealed class PasskeySettings(IOptions<SiteOptions> site) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ServerDomain = Public?.Host;
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context));
    }

    private Uri? Public => site.Value.PublicUrl is { } address ? new Uri(address) : null;

    // Without a public address, whichever the browser calls: it is a machine's own, or the operator named no other.
    private bool IsOurs(PasskeyOriginValidationContext context)
    {
        var request = context.HttpContext.Request;
        var ours = Public?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
        return Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
            && string.Equals(origin.GetLeftPart(UriPartial.Authority), ours, StringComparison.OrdinalIgnoreCase);
    }
}
