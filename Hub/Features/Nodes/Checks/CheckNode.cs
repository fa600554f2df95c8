using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Checks;

/// <summary>Looks whether the node that applied is the one at its address, and notes it for the curators.</summary>
internal sealed partial class CheckNode(HubDb db, NodeReader reader, PublicAddress hub, TimeProvider clock, ILogger<CheckNode> logger)
{
    public async Task<AddressCheck?> ExecuteAsync(string slug, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Slug == slug, ct) is not { } member)
        {
            return null;
        }

        var (description, refusal) = await reader.ReadAsync(member.Address, ct);
        var check = description is null ? refusal : Judge(member, description);
        var now = clock.GetUtcNow();

        // Only what was looked at: keys and state may have changed meanwhile, and are others' to write.
        await db.Members.Where(m => m.Id == member.Id && m.Challenge == member.Challenge)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Check, check).SetProperty(m => m.CheckedAt, now), ct);
        LogChecked(slug, check);
        return check;
    }

    private AddressCheck Judge(Member member, NodeDescription description)
    {
        if (!NodeAddress.TryRead(description.Address, out var address) || address != member.Address)
        {
            return AddressCheck.OtherAddress;
        }

        if (description.Hub != hub.Root)
        {
            return AddressCheck.OtherHub;
        }

        var expected = new TokenExpectation { Types = [NodeTokens.Proof], Issuer = member.Address, Audiences = [hub.Root], MaxAge = NodeTokens.Lifetime };
        return SignedTokens.Verify(description.Proof ?? "", expected, member.Keys.Keys, clock.GetUtcNow()) is TokenReading.Accepted(var claims, _)
            && claims.TryGetProperty(NodeTokens.Nonce, out var nonce) && nonce.ValueKind == JsonValueKind.String && nonce.GetString() == member.Challenge
            ? AddressCheck.Confirmed
            : AddressCheck.ProofWrong;
    }

    [LoggerMessage(LogLevel.Information, "Node {Slug} was looked at: {Check}")]
    private partial void LogChecked(string slug, AddressCheck check);
}
