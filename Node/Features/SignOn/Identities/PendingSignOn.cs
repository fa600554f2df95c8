using System.Text.Json;
using Agon.Node.Features.SignOn.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Somebody whom an issuer knows and who has not entered here yet: kept encrypted in a cookie of this browser for a while.</summary>
internal static class PendingSignOn
{
    /// <summary>Time to find a mail.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    extension(HttpContext context)
    {
        /// <summary>The person, or null if nobody waits in this browser.</summary>
        public async Task<VerifiedPerson?> FindPendingAsync()
        {
            var found = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
            return found.Properties?.Items.TryGetValue(SignOnHandler.PersonItem, out var person) == true ? JsonSerializer.Deserialize<VerifiedPerson>(person!) : null;
        }

        public Task ForgetPendingAsync() => context.SignOutAsync(IdentityConstants.ExternalScheme);
    }
}
