using Agon.Hub.Data;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>Makes a token that lets one client register itself.</summary>
internal sealed class MakeRegistrationToken(HubDb db, TimeProvider clock)
{
    /// <summary>The token, which is not kept.</summary>
    public async Task<string> ExecuteAsync(Guid? curator, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = RandomSecret.Create();
        db.Add(new RegistrationToken
        {
            Id = Guid.CreateVersion7(now),
            Digest = RandomSecret.Digest(token),
            CreatedBy = curator,
            CreatedAt = now,
            ExpiresAt = now + SignOnRules.RegistrationToken,
        });
        await db.SaveChangesAsync(ct);
        return token;
    }
}
