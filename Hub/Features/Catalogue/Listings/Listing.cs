using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>
/// A competition as its node tells it, and nothing else: what curators make of it is another layer. One that is withdrawn stays as a name,
/// so that what points at it finds it again when it comes back. Whether it is shown depends on the node's state as well.
/// </summary>
internal sealed class Listing
{
    public const int KeyMaxLength = 36, SlugMaxLength = 120;
    public const string SlugIndex = "ix_listings_slug";

    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>The competition's id at the node.</summary>
    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    /// <summary>Its name in the hub's addresses. It stays when the title changes.</summary>
    [MaxLength(SlugMaxLength)]
    public required string Slug { get; init; }

    /// <summary>The revision of the card, as the node counts.</summary>
    public long Revision { get; set; }

    [MaxLength(CompetitionCard.TitleMaxLength)]
    public string Title { get; set; } = "";

    [MaxLength(CompetitionCard.TextMaxLength)]
    public string Text { get; set; } = "";

    /// <summary>Its page at the node.</summary>
    [MaxLength(CompetitionCard.AddressMaxLength)]
    public string Address { get; set; } = "";

    [MaxLength(CompetitionCard.LineMaxLength)]
    public string Organizer { get; set; } = "";

    [MaxLength(CompetitionCard.LineMaxLength)]
    public string? Institution { get; set; }

    /// <summary>Where its logo is at the node; nobody's browser is sent there.</summary>
    [MaxLength(CompetitionCard.AddressMaxLength)]
    public string? LogoAddress { get; set; }

    [MaxLength(64)]
    public string? LogoSha256 { get; set; }

    public List<string> Tags { get; set; } = [];
    public List<string> TaskTypes { get; set; } = [];
    public List<string> Modalities { get; set; } = [];
    public List<string> SubmissionKinds { get; set; } = [];

    [MaxLength(CompetitionCard.LineMaxLength)]
    public string? Prize { get; set; }

    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Language { get; set; }

    /// <summary>The page of its rules at the node.</summary>
    [MaxLength(CompetitionCard.AddressMaxLength)]
    public string? RulesAddress { get; set; }

    [MaxLength(CompetitionCard.LineMaxLength)]
    public string? Hardware { get; set; }

    public bool IsConfidential { get; set; }
    public bool NeedsApproval { get; set; }
    public DateTimeOffset PublishedAt { get; set; }

    /// <summary>When the first phase begins.</summary>
    public DateTimeOffset StartsAt { get; set; }

    /// <summary>When the last phase ends; null if it has no end.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>In order of <see cref="ListingPhase.Number"/>, if whoever loads them says so.</summary>
    public List<ListingPhase> Phases { get; } = [];

    /// <summary>Null until the node has told.</summary>
    public int? Participants { get; set; }

    /// <summary>Null until the node has told.</summary>
    public int? Submissions { get; set; }

    public DateOnly? LastSubmissionOn { get; set; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When anything of it changed here last: card, numbers, withdrawal.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>When the hub heard that it is no more; null if it is.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Why: a word of <see cref="Withdrawals"/>, or of later versions.</summary>
    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? WithdrawnReason { get; set; }

    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>It is as its card says.</summary>
    public void Tell(CompetitionCard card, long revision, DateTimeOffset now)
    {
        (Revision, ChangedAt, WithdrawnAt, WithdrawnReason) = (revision, now, null, null);
        (Title, Text, Address, Organizer, Institution) = (card.Title, card.Text, card.Address, card.Organizer, card.Institution);
        (LogoAddress, LogoSha256, Prize, Language) = (card.Logo?.Address, card.Logo?.Sha256, card.Prize, card.Language);
        (Tags, TaskTypes, Modalities, SubmissionKinds) = ([.. card.Tags], [.. card.TaskTypes], [.. card.Modalities], [.. card.SubmissionKinds]);
        (RulesAddress, Hardware, IsConfidential, NeedsApproval) = (card.Rules, card.Hardware, card.IsConfidential, card.NeedsApproval);
        (PublishedAt, StartsAt, EndsAt) = (card.PublishedAt, card.Phases[0].StartsAt, card.Phases[^1].EndsAt);
    }

    /// <summary>It is no more: what remains is its name, that it was, and why it is not.</summary>
    public void Withdraw(string reason, long revision, DateTimeOffset now)
    {
        (Revision, ChangedAt, WithdrawnAt, WithdrawnReason) = (revision, now, now, reason);
        (Text, Organizer, Institution, LogoAddress, LogoSha256, Prize) = ("", "", null, null, null, null);
        (Tags, TaskTypes, Modalities, SubmissionKinds) = ([], [], [], []);
        (Language, RulesAddress, Hardware) = (null, null, null);
        (Participants, Submissions, LastSubmissionOn) = (null, null, null);
    }
}

internal sealed class ListingMapping : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> builder)
    {
        builder.ToTable("Listings");
        builder.HasIndex(l => new { l.MemberId, l.Key }).IsUnique();
        builder.HasIndex(l => l.Slug).IsUnique().HasDatabaseName(Listing.SlugIndex);
        builder.HasIndex(l => new { l.MemberId, l.ChangedAt });
        builder.HasIndex(l => l.LogoSha256);
        builder.HasOne<Member>().WithMany().HasForeignKey(l => l.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
