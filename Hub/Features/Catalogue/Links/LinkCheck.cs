using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Links;

/// <summary>Whether a listing's page at its node answers, and when the hub asks again. A node that is down for a night makes no dead links.</summary>
internal sealed class LinkCheck
{
    /// <summary>How many failures make a link dead, and how long there must have been nothing else.</summary>
    public const int FailuresOfDead = 3;

    public static readonly TimeSpan TimeOfDead = TimeSpan.FromDays(1);

    // After each failure in a row; the last goes on.
    private static readonly TimeSpan[] Ladder = [TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(12), TimeSpan.FromDays(1)];

    public required Guid ListingId { get; init; }

    /// <summary>What was asked for. A page that moves begins anew.</summary>
    [MaxLength(CompetitionCard.AddressMaxLength)]
    public required string Address { get; set; }

    public required DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>How often it failed in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>When it failed first of those; null if it answered.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>The same, once the link counts as dead; null before.</summary>
    public DateTimeOffset? DeadSince { get; private set; }

    /// <summary>Why it failed last; null if it answered.</summary>
    public VisitProblem? Problem { get; private set; }

    /// <summary>What was answered then, if anything was.</summary>
    public int? Status { get; private set; }

    /// <summary>A visit is over.</summary>
    /// <param name="address">Where it went.</param>
    /// <param name="missed">Why it was in vain; null if it was not.</param>
    /// <param name="now">When.</param>
    /// <param name="every">How long between two visits to a page that answers.</param>
    /// <param name="jitter">From 0 to 1, so that not all come at once.</param>
    public void Take(string address, Missed? missed, DateTimeOffset now, TimeSpan every, double jitter)
    {
        if (missed is null || address != Address)
        {
            (Address, Failures, FailingSince, DeadSince) = (address, 0, null, null);
        }

        (CheckedAt, Problem, Status) = (now, missed?.Problem, missed?.Status);
        if (missed is not null)
        {
            FailingSince ??= now;
            Failures++;
            DeadSince = Failures >= FailuresOfDead && now - FailingSince >= TimeOfDead ? FailingSince : null;
        }

        var wait = missed is null ? every : Ladder[Math.Min(Failures, Ladder.Length) - 1];
        DueAt = now + (wait * (0.8 + (0.4 * jitter)));
    }
}

internal sealed class LinkCheckMapping : IEntityTypeConfiguration<LinkCheck>
{
    public void Configure(EntityTypeBuilder<LinkCheck> builder)
    {
        builder.ToTable("LinkChecks");
        builder.HasKey(c => c.ListingId);
        builder.HasIndex(c => c.DueAt);
        builder.HasOne<Listing>().WithOne().HasForeignKey<LinkCheck>(c => c.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
