using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>Keeps a node's client of sign-on as the node's state, name and keys say. One that is not a member is served nowhere.</summary>
internal sealed class MemberClients(HubDb db, RegisterClient register)
{
    private static readonly string[] Scopes =
        [SignOnScopes.OpenId, SignOnScopes.Profile, SignOnScopes.Email, SignOnScopes.Affiliation, SignOnScopes.OfflineAccess, SignOnScopes.Federation];

    private static readonly string[] Grants = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken, GrantTypes.ClientCredentials];

    /// <summary>Whether sign-on takes a client at this address: with a hub on https, nodes are on https too.</summary>
    public bool IsFit(Member member) => register.WrongIn(Registration(member)) is null;

    /// <summary>Saves a new node together with its client.</summary>
    public async Task SaveAsync(Member member, CancellationToken ct)
    {
        if (await register.ExecuteAsync(Registration(member), ct) is RegisterClientOutcome.Refused(var refusal))
        {
            throw new InvalidOperationException($"The client of {member.Slug} was refused: {refusal}");
        }
    }

    /// <summary>Makes the client of a known node follow it; the caller saves.</summary>
    public async Task FollowAsync(Member member, CancellationToken ct)
    {
        var client = await db.Clients.SingleAsync(c => c.ClientId == member.ClientId, ct);
        (client.IsEnabled, client.Name, client.Keys) = (member.IsServed, member.Name, member.State == MemberState.Left ? null : JsonSerializer.Serialize(member.Keys));

        // Who waits or has left keeps nobody from a name.
        client.NameDigest = member.State is MemberState.Applied or MemberState.Left ? null : ClientName.Digest(member.Name);
    }

    /// <summary>
    /// Deletes what people and the node itself left at the client of one that is gone, in the caller's transaction. The client stays as a
    /// name: no other may know people by those this one knew.
    /// </summary>
    public async Task EmptyAsync(Member member, CancellationToken ct)
    {
        var id = member.ClientId;
        await db.LogoutDeliveries.Where(d => d.ClientId == id).ExecuteDeleteAsync(ct);
        await db.DeviceRequests.Where(r => r.ClientId == id).ExecuteDeleteAsync(ct);
        await db.PushedRequests.Where(p => p.ClientId == id).ExecuteDeleteAsync(ct);
        await db.UsedAssertions.Where(a => a.ClientId == id).ExecuteDeleteAsync(ct);
        await db.Consents.Where(c => c.ClientId == id).ExecuteDeleteAsync(ct);

        // With their codes and tokens.
        await db.Grants.Where(g => g.ClientId == id).ExecuteDeleteAsync(ct);
    }

    private static ClientRegistration Registration(Member member) => new(member.Name, ClientAuthentication.PrivateKeyJwt)
    {
        ClientId = member.ClientId,
        RedirectUris = [$"{member.Address}/sign-on/hub/callback"],
        PostLogoutRedirectUris = [$"{member.Address}/sign-on/signed-out/there"],
        BackChannelLogoutUri = $"{member.Address}/sign-on/hub/logout",
        Keys = member.Keys,
        Scopes = Scopes,
        Grants = Grants,
        IsEnabled = member.IsServed,
        MemberId = member.Id,
    };
}
