using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Reports;

/// <summary>What a visitor says is wrong with a listing.</summary>
internal sealed class ListingReport
{
    public const int TextMaxLength = 1000;

    /// <summary>The most that wait for curators about one listing: more would say the same.</summary>
    public const int MostOpen = 50;

    public const string OncePerAccountIndex = "ix_listing_reports_once_per_account";

    /// <summary>Its number, in the order they came.</summary>
    public long Id { get; private set; }

    public required Guid ListingId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ReportReason Reason { get; init; }

    [MaxLength(TextMaxLength)]
    public string? Text { get; init; }

    /// <summary>Who reported it; null for somebody who was not signed in, and once the account is deleted.</summary>
    public Guid? AccountId { get; init; }

    public ReportState State { get; private set; }

    /// <summary>What the curator who resolved it noted.</summary>
    [MaxLength(CurationChange.ReasonMaxLength)]
    public string? Note { get; private set; }

    /// <summary>How it stands, with the note.</summary>
    public void Become(ReportState state, string? note) => (State, Note) = (state, note);
}

/// <summary>What is wrong, of what visitors choose from.</summary>
internal enum ReportReason
{
    NotACompetition,
    NotThere,
    Duplicate,
    WrongFacts,
    Offensive,
    Other,
}

/// <summary>What became of a report.</summary>
internal enum ReportState
{
    Open,
    Dismissed,
    Acted,
}

internal sealed class ListingReportMapping : IEntityTypeConfiguration<ListingReport>
{
    public void Configure(EntityTypeBuilder<ListingReport> builder)
    {
        builder.ToTable("ListingReports");
        builder.HasIndex(r => new { r.State, r.ListingId });
        builder.HasIndex(r => new { r.ListingId, r.AccountId }).IsUnique().HasFilter("state = 'Open'").HasDatabaseName(ListingReport.OncePerAccountIndex);
        builder.HasOne<Listing>().WithMany().HasForeignKey(r => r.ListingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.SetNull);

        // Of two curators who resolve it at once, one does.
        builder.Property(r => r.State).IsConcurrencyToken();
    }
}
