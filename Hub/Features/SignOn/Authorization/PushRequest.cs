using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Takes a request for authorization from the client itself, before the browser comes (RFC 9126).</summary>
internal sealed class PushRequest(HubDb db, CheckRequest check, TimeProvider clock)
{
    public async Task<PushRequestOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        if (form["request_uri"] is not null)
        {
            return new PushRequestOutcome.Refused(SignOnRefusal.PushedRequestNested);
        }

        switch (check.Check(client, form))
        {
            case RequestOutcome.Good(_, var request):
                var reference = RandomSecret.Create();
                var now = clock.GetUtcNow();
                db.Add(new PushedRequest
                {
                    Id = Guid.CreateVersion7(now),
                    Digest = RandomSecret.Digest(reference),
                    ClientId = client.ClientId,
                    Request = AuthorizationTickets.Write(request),
                    ExpiresAt = now + SignOnRules.PushedRequest,
                });
                await db.SaveChangesAsync(ct);
                return new PushRequestOutcome.Taken(PushedRequest.Prefix + reference);
            case RequestOutcome.Shown(var refusal):
                return new PushRequestOutcome.Refused(refusal);
            case RequestOutcome.Returned(var refusal, _, _):
                return new PushRequestOutcome.Refused(refusal);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other}");
        }
    }
}

/// <summary>How handing in a request can end.</summary>
internal abstract record PushRequestOutcome
{
    private PushRequestOutcome()
    {
    }

    /// <summary>It is kept for a moment under this address.</summary>
    public sealed record Taken(string RequestUri) : PushRequestOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : PushRequestOutcome;
}
