using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions;

/// <summary>A competition with its pages, tasks, phases and leaderboards. Names of settings follow the bundle format, version 2.</summary>
internal sealed class Competition
{
    public const int TitleMaxLength = 256;
    public const int SlugMaxLength = 80;
    public const int ImageMaxLength = 128;
    public const int ContactEmailMaxLength = 256;
    public const int RewardMaxLength = 256;
    public const int DraftKeyMaxLength = 43;
    public const int ReportUrlMaxLength = 256;
    public const string SlugIndex = "ix_competitions_slug";
    public const string DefaultDockerImage = "codalab/codalab-legacy:py37";

    public required Guid Id { get; init; }

    [MaxLength(SlugMaxLength)]
    public required string Slug { get; init; }

    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    /// <summary>One or two sentences for lists; plain text.</summary>
    public string Description { get; set; } = "";

    public CompetitionState State { get; private set; } = CompetitionState.Draft;

    /// <summary>Who made it; its first organizer.</summary>
    public required Guid CreatedById { get; init; }

    public Account? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; private set; }

    public Guid? LogoId { get; set; }
    public StoredFile? Logo { get; set; }

    /// <summary>The bundle it came from, kept whole.</summary>
    public Guid? BundleId { get; set; }

    /// <summary>Markdown or HTML as the organizer wrote it; cleaned whenever it is shown.</summary>
    public required string Terms { get; set; }

    /// <summary>Whether joining needs no approval.</summary>
    public bool IsRegistrationAutoApproved { get; set; }

    [MaxLength(ImageMaxLength)]
    public string DockerImage { get; set; } = DefaultDockerImage;

    public bool EnableDetailedResults { get; set; }

    /// <summary>Whether a submission is run as soon as it arrives; otherwise an organizer starts it.</summary>
    public bool RunsSubmissionsAtOnce { get; set; } = true;

    /// <summary>Whether participants may download the ingestion and scoring programs.</summary>
    public bool MakeProgramsAvailable { get; set; }

    /// <summary>Whether participants may download the input data.</summary>
    public bool MakeInputDataAvailable { get; set; }

    [MaxLength(ContactEmailMaxLength)]
    public string? ContactEmail { get; set; }

    /// <summary>Where a report about it is; http or https.</summary>
    [MaxLength(ReportUrlMaxLength)]
    public string? ReportUrl { get; set; }

    /// <summary>E-mail addresses of people who need no approval, in upper case.</summary>
    public List<string> LetInAddresses { get; set; } = [];

    /// <summary>Whoever has it sees the competition while it is a draft, and may take part in it; null: there is no such link.</summary>
    [MaxLength(DraftKeyMaxLength)]
    public string? DraftKey { get; set; }

    [MaxLength(RewardMaxLength)]
    public string? Reward { get; set; }

    /// <summary>What the hub is told beyond this; null until an organizer says something.</summary>
    public HubCard? HubCard { get; set; }

    /// <summary>The newest submission's number. Counting up locks this row, so that limits are checked one submission at a time.</summary>
    public int LastSubmissionNumber { get; init; }

    /// <summary>Changes with every edit, so that two editors can't overwrite each other unseen.</summary>
    public int Revision { get; set; }

    public List<CompetitionPage> Pages { get; } = [];
    public List<CompetitionTask> Tasks { get; } = [];
    public List<Phase> Phases { get; } = [];
    public List<FactSheetQuestion> FactSheet { get; } = [];
    public List<Solution> Solutions { get; } = [];
    public List<Leaderboard> Leaderboards { get; } = [];

    /// <summary>Whether people may take part in it: it is public, or a link to the draft has been handed out.</summary>
    public bool IsOpen => IsPublished || DraftKey is not null;

    /// <summary>Whether somebody with this address is let in without approval.</summary>
    public bool LetsIn(string? email) => IsRegistrationAutoApproved || (email is not null && LetInAddresses.Contains(email.ToUpperInvariant()));

    public bool IsPublished => State == CompetitionState.Published;

    /// <summary>Makes it public; a link to the draft has done its work, and must not come back with the draft.</summary>
    public void Publish(DateTimeOffset now) => (State, PublishedAt, DraftKey, Revision) = (CompetitionState.Published, PublishedAt ?? now, null, Revision + 1);

    /// <summary>Whether it is worth taking part: a phase is open or still to come.</summary>
    public bool IsJoinableAt(DateTimeOffset now) => Phases.Any(p => p.StateAt(now) != PhaseState.Closed);

    /// <summary>The phase that takes submissions; phases follow each other, so there is at most one.</summary>
    public Phase? PhaseOpenAt(DateTimeOffset now) => Phases.Find(p => p.StateAt(now) == PhaseState.Open);

    public void Unpublish() => (State, DraftKey, Revision) = (CompetitionState.Draft, null, Revision + 1);
}

internal enum CompetitionState
{
    Draft,
    Published,
}

internal sealed class CompetitionMapping : IEntityTypeConfiguration<Competition>
{
    public void Configure(EntityTypeBuilder<Competition> builder)
    {
        builder.Property(c => c.Description).HasColumnType("text");
        builder.Property(c => c.Terms).HasColumnType("text");
        builder.Property(c => c.Revision).IsConcurrencyToken();
        builder.HasIndex(c => c.Slug).IsUnique().HasDatabaseName(Competition.SlugIndex);
        builder.Ignore(c => c.IsOpen);
        builder.HasIndex(c => c.DraftKey).IsUnique();
        builder.HasIndex(c => new { c.State, c.PublishedAt });
        builder.HasOne(c => c.CreatedBy).WithMany().HasForeignKey(c => c.CreatedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Logo).WithMany().HasForeignKey(c => c.LogoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.BundleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Pages).WithOne().HasForeignKey(p => p.CompetitionId);
        builder.HasMany(c => c.Tasks).WithOne().HasForeignKey(t => t.CompetitionId);
        builder.HasMany(c => c.Phases).WithOne(p => p.Competition).HasForeignKey(p => p.CompetitionId);
        builder.HasMany(c => c.Solutions).WithOne().HasForeignKey(s => s.CompetitionId);
        builder.HasMany(c => c.Leaderboards).WithOne().HasForeignKey(l => l.CompetitionId);
    }
}
