using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Federation;

/// <summary>How this node stands with its hub: one row, or none.</summary>
internal sealed class Membership
{
    public const int OnlyId = 1, ReasonMaxLength = 1000, ErrorMaxLength = 500, KnownKeysMaxLength = 1000, HandledMaxLength = 20_000, NameMaxLength = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    public int Id { get; init; } = OnlyId;

    /// <summary>The hub's address, which is the issuer people sign in with.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Hub { get; init; }

    [MaxLength(NameMaxLength)]
    public required string HubName { get; set; }

    /// <summary>What the hub calls this node.</summary>
    public required string ClientId { get; init; }

    /// <summary>This node's name in the hub's addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>What this node signs, so that the hub sees that it is at home at its address.</summary>
    public required string Challenge { get; set; }

    public required MemberState State { get; set; }

    [MaxLength(ReasonMaxLength)]
    public string? Reason { get; set; }

    public required int CallEverySeconds { get; set; }
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>When the hub was last called, and when it last answered as it should.</summary>
    public DateTimeOffset? LastCallAt { get; set; }
    public DateTimeOffset? LastReplyAt { get; private set; }

    /// <summary>Why the last call failed; null if it did not.</summary>
    [MaxLength(ErrorMaxLength)]
    public string? LastError { get; private set; }

    public int Failures { get; private set; }

    /// <summary>When the next call is due; null if none is.</summary>
    public DateTimeOffset? NextCallAt { get; set; }

    /// <summary>Whether the operator left and the hub has not been told yet.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The ids of the keys the hub knows this node by, with spaces between.</summary>
    [MaxLength(KnownKeysMaxLength)]
    public string KnownKeys { get; set; } = "";

    /// <summary>What ended at the hub and to report as dealt with: ids with spaces between.</summary>
    [MaxLength(HandledMaxLength)]
    public string Handled { get; set; } = "";

    /// <summary>Whether people may sign in by the hub.</summary>
    public bool IsServed => !IsLeaving && State is MemberState.Active or MemberState.Limited;

    public IReadOnlyList<Guid> HandledIds
    {
        get => [.. Handled.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
        set => Handled = string.Join(' ', value);
    }

    /// <summary>Takes over what the hub answered.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="now">When it came.</param>
    /// <param name="jitter">From 0 to 1: nodes that started together do not call together.</param>
    public void Take(HubReply reply, DateTimeOffset now, double jitter)
    {
        (State, Reason, Challenge) = (reply.State, reply.Reason is { } reason ? PlainText.Line(reason, ReasonMaxLength) : null, Cut(reply.Challenge, 200)!);
        (HubName, CallEverySeconds) = (Cut(reply.HubName, NameMaxLength)!, Pause(reply.CallEverySeconds));
        KnownKeys = Cut(string.Join(' ', reply.KnownKeys), KnownKeysMaxLength)!;
        (LastCallAt, LastReplyAt, LastError, Failures) = (now, now, null, 0);
        NextCallAt = State == MemberState.Left ? null : now + (TimeSpan.FromSeconds(CallEverySeconds) * (0.9 + (0.2 * jitter)));
    }

    /// <summary>Notes that a call failed; the next one waits longer each time.</summary>
    public void Fail(string error, DateTimeOffset now, double jitter)
    {
        (LastCallAt, LastError, Failures) = (now, Cut(error, ErrorMaxLength), Failures + 1);
        var pause = TimeSpan.FromSeconds(CallEverySeconds) * Math.Pow(2, Math.Min(Failures - 1, 10));
        NextCallAt = now + ((pause < LongestPause ? pause : LongestPause) * (0.9 + (0.2 * jitter)));
    }

    /// <summary>How often a hub is called, whatever it asks for.</summary>
    public static int Pause(int seconds) => Math.Clamp(seconds, 5, 3600);

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Ignore(m => m.HandledIds);

        // An answer that was on its way while the operator left, or joined another hub, changes nothing more.
        builder.Property(m => m.IsLeaving).IsConcurrencyToken();
        builder.Property(m => m.ClientId).IsConcurrencyToken();
    }
}
