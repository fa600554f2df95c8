using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>Takes a node's application and uses its invitation up, both or neither; the token decides who applies, a curator who is approved.</summary>
internal sealed partial class EnrolNode(HubDb db, MemberClients clients, WriteTexts texts, PublicAddress hub, TimeProvider clock, ILogger<EnrolNode> logger)
{
    private const int ChallengeBytes = 32, Tries = 5;

    public async Task<EnrolOutcome> ExecuteAsync(string token, EnrolmentApplication application, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(token, application, ct);
            }
            catch (DbUpdateException e) when (attempt < Tries && (e is DbUpdateConcurrencyException || e.Breaks(db, Member.SlugIndex) || e.Breaks(db, Member.AddressIndex) || e.Breaks(db, Client.SectorIndex)))
            {
                // Somebody used the invitation, the name or the address in the same instant, so now it is known.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<EnrolOutcome> TryAsync(string token, EnrolmentApplication application, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var digest = InvitationToken.Digest(token);
        if (!InvitationToken.LooksRight(token) || await db.Invitations.SingleOrDefaultAsync(i => i.Digest == digest, ct) is not { } invitation)
        {
            return new EnrolOutcome.InvitationRefused(null);
        }

        if (EnrolmentRules.Impossible(application) is { Count: > 0 } impossible)
        {
            return new EnrolOutcome.Impossible(impossible);
        }

        _ = NodeAddress.TryRead(application.Address, out var address);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Address == address, ct);
        switch (invitation.StateAt(now))
        {
            // The answer got lost on its way to the node, which asks again.
            case InvitationState.Used when member is { State: MemberState.Applied } && member.Id == invitation.MemberId && member.Keys.Keys.SequenceEqual(application.Keys.Keys):
                return new EnrolOutcome.Enrolled(member);
            case InvitationState.Open:
                break;
            case var state:
                return new EnrolOutcome.InvitationRefused(state);
        }

        if (address == hub.Root || member is { State: not MemberState.Left } || await db.Clients.AnyAsync(c => c.Sector == address && c.MemberId == null, ct))
        {
            return new EnrolOutcome.AddressTaken();
        }

        var isNew = member is null;
        member ??= await MakeAsync(application, address!, now, ct);
        Describe(member, application);
        if (!clients.IsFit(member))
        {
            db.ChangeTracker.Clear();
            return new EnrolOutcome.AddressUnfit();
        }

        invitation.Use(member, now);
        if (isNew)
        {
            db.Add(member);
            await clients.SaveAsync(member, ct);
        }
        else
        {
            await ReturnAsync(member, now, ct);
        }

        LogApplied(member.Slug, invitation.Id);
        return new EnrolOutcome.Enrolled(member);
    }

    private async Task<Member> MakeAsync(EnrolmentApplication application, string address, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        return new Member
        {
            Id = id,
            Slug = await FreeSlugAsync(MemberSlug.Of(application.Name, address), ct),
            Address = address,
            ClientId = $"node-{id:n}",
            Name = application.Name,
            Software = application.Software,
            Challenge = NewChallenge(),
            AppliedAt = now,
            StateChangedAt = now,
        };
    }

    // Its own record and client, so that people are who they were there; its keys are new.
    private async Task ReturnAsync(Member member, DateTimeOffset now, CancellationToken ct)
    {
        db.Add(member.Move(MemberAct.ApplyAgain, reason: null, by: null, now)!);
        (member.AppliedAt, member.Challenge) = (now, NewChallenge());
        member.ForgetCheck();
        await clients.FollowAsync(member, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await texts.FollowAsync(member, ct);
        await transaction.CommitAsync(ct);
    }

    private static void Describe(Member member, EnrolmentApplication application)
    {
        (member.Name, member.Institution, member.Software, member.Contact) = (application.Name, application.Institution, application.Software, application.Contact);
        (member.Keys, member.Policies) = (application.Keys, application.Policies);
        member.Propose(application.Name, application.Institution);
    }

    private async Task<string> FreeSlugAsync(string wanted, CancellationToken ct)
    {
        var taken = await db.Members.Where(m => m.Slug == wanted || m.Slug.StartsWith(wanted + "-")).Select(m => m.Slug).ToHashSetAsync(ct);
        return Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}-{i}")).First(s => !taken.Contains(s));
    }

    private static string NewChallenge() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ChallengeBytes));

    [LoggerMessage(LogLevel.Information, "Node {Slug} applied with invitation {Invitation}")]
    private partial void LogApplied(string slug, Guid invitation);
}

/// <summary>How an application can end.</summary>
internal abstract record EnrolOutcome
{
    private EnrolOutcome()
    {
    }

    public sealed record Enrolled(Member Member) : EnrolOutcome;

    /// <summary>There is no such invitation (null), or it is not open.</summary>
    public sealed record InvitationRefused(InvitationState? State) : EnrolOutcome;

    public sealed record Impossible(IReadOnlyList<ImpossibleValue> Values) : EnrolOutcome;

    /// <summary>Another node, or the hub itself, is at the address.</summary>
    public sealed record AddressTaken : EnrolOutcome;

    /// <summary>Nobody may be sent to the address with what the hub says of them: it is not encrypted.</summary>
    public sealed record AddressUnfit : EnrolOutcome;
}
