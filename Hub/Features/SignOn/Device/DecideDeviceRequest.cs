using System.Security.Claims;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>What a person decides about a program that waits: once, in the time there is.</summary>
internal sealed partial class DecideDeviceRequest(HubDb db, MakeGrant make, GiveConsent agree, TimeProvider clock, ILogger<DecideDeviceRequest> logger)
{
    /// <summary>The program that waits with this code; null if there is none, whatever the reason.</summary>
    public async Task<WaitingDevice?> FindAsync(string? typed, CancellationToken ct)
    {
        if (UserCode.Read(typed) is not { } code)
        {
            return null;
        }

        var (digest, now) = (RandomSecret.Digest(code), clock.GetUtcNow());
        return await (from request in db.DeviceRequests.AsNoTracking()
                      join client in db.Clients.AsNoTracking() on request.ClientId equals client.ClientId
                      where request.UserDigest == digest && request.ExpiresAt > now && request.DecidedAt == null && client.IsEnabled
                      select new WaitingDevice(code, request, client)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Whether it still waited.</summary>
    /// <param name="device">What waits.</param>
    /// <param name="account">Whose decision it is.</param>
    /// <param name="visitor">The person at this browser.</param>
    /// <param name="shown">The claims they saw.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<bool> AllowAsync(WaitingDevice device, Account account, ClaimsPrincipal visitor, IReadOnlyList<string> shown, CancellationToken ct)
    {
        var scopes = SignOnScopes.Read(device.Request.Scopes);
        await agree.ExecuteAsync(account.Id, device.Client.ClientId, scopes, shown, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var grant = make.Of(device.Client.ClientId, scopes, account, visitor);
        db.Add(grant);
        await db.SaveChangesAsync(ct);
        if (!await DecideAsync(device, grant.Id, ct))
        {
            return false;
        }

        await transaction.CommitAsync(ct);
        LogAllowed(account.Id, device.Client.ClientId);
        return true;
    }

    /// <summary>Whether it still waited.</summary>
    public Task<bool> DenyAsync(WaitingDevice device, CancellationToken ct) => DecideAsync(device, null, ct);

    private async Task<bool> DecideAsync(WaitingDevice device, Guid? grant, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return await db.DeviceRequests.Where(r => r.Id == device.Request.Id && r.DecidedAt == null && r.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, now).SetProperty(r => r.GrantId, grant), ct) == 1;
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} lets a device in for {Client}")]
    private partial void LogAllowed(Guid account, string client);
}

/// <summary>A program that waits for a person.</summary>
/// <param name="Code">The code the person typed.</param>
/// <param name="Request">Its request.</param>
/// <param name="Client">Whose program it is.</param>
internal sealed record WaitingDevice(string Code, DeviceRequest Request, Client Client);
