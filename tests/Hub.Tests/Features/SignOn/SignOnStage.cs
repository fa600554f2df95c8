using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn;

/// <summary>Sets up what a sign-in at a client leaves behind, without the sign-in.</summary>
internal static class SignOnStage
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<List<AccountSession>> SessionsAsync(HubHost hub, string email) => hub.QueryAsync(db =>
        (from session in db.Set<AccountSession>() join account in db.Users on session.AccountId equals account.Id where account.Email == email select session).ToListAsync(Ct));

    public static Task<Client> ClientAsync(HubHost hub, string name, bool hasAddress = true) => hub.InScopeAsync(async services =>
    {
        var registration = new ClientRegistration(name, ClientAuthentication.SecretBasic)
        {
            RedirectUris = [$"https://{name}.example/cb"],
            PostLogoutRedirectUris = [$"https://{name}.example/bye"],
            BackChannelLogoutUri = hasAddress ? $"https://{name}.example/out" : null,
        };
        var outcome = await services.GetRequiredService<RegisterClient>().ExecuteAsync(registration, Ct);
        return outcome.ShouldBeOfType<RegisterClientOutcome.Registered>().Client;
    });

    /// <summary>A grant of the session, and the subject the client knows the person by.</summary>
    public static async Task<string> GiveAsync(HubHost hub, AccountSession session, Client client, string scopes = "openid")
    {
        await GiveGrantAsync(hub, session, client, scopes);
        return await hub.InScopeAsync(s => s.GetRequiredService<PairwiseSubjects>().OfAsync(client, session.AccountId, Ct));
    }

    public static Task<Guid> GiveGrantAsync(HubHost hub, AccountSession session, Client client, string scopes) => hub.QueryAsync(async db =>
    {
        var now = hub.Clock.GetUtcNow();
        var grant = new Grant
        {
            Id = Guid.CreateVersion7(now),
            AccountId = session.AccountId,
            ClientId = client.ClientId,
            Scopes = scopes,
            SessionId = session.Id,
            Methods = "pwd",
            StampDigest = "",
            CreatedAt = now,
            ExpiresAt = now + SignOnRules.Grant,
        };
        db.Add(grant);
        await db.SaveChangesAsync(Ct);
        return grant.Id;
    });
}
