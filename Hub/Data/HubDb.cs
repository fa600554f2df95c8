using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Following;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Links;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Logos;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.Catalogue.Series;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Device;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Logout;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Data;

/// <summary>The hub's database. Each feature writes its own tables; others only read them.</summary>
internal abstract class HubDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<PersonProfile> PersonProfiles => Set<PersonProfile>();
    public DbSet<PlannedDeletion> PlannedDeletions => Set<PlannedDeletion>();
    public DbSet<DeletedSubject> DeletedSubjects => Set<DeletedSubject>();
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();
    public DbSet<SignOnKey> SignOnKeys => Set<SignOnKey>();
    public DbSet<PushedRequest> PushedRequests => Set<PushedRequest>();
    public DbSet<AuthorizationCode> AuthorizationCodes => Set<AuthorizationCode>();
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<PairwiseSubject> PairwiseSubjects => Set<PairwiseSubject>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<MemberChange> MemberChanges => Set<MemberChange>();
    public DbSet<RegistrationToken> RegistrationTokens => Set<RegistrationToken>();
    public DbSet<SignOnEvent> SignOnEvents => Set<SignOnEvent>();
    public DbSet<DeviceRequest> DeviceRequests => Set<DeviceRequest>();
    public DbSet<LogoutDelivery> LogoutDeliveries => Set<LogoutDelivery>();
    public DbSet<Listing> Listings => Set<Listing>();
    public DbSet<ListingPhase> ListingPhases => Set<ListingPhase>();
    public DbSet<Standings> Standings => Set<Standings>();
    public DbSet<StandingsRow> StandingsRows => Set<StandingsRow>();
    public DbSet<FeedCursor> FeedCursors => Set<FeedCursor>();
    public DbSet<FeedItem> FeedItems => Set<FeedItem>();
    public DbSet<IntakeProblem> IntakeProblems => Set<IntakeProblem>();
    public DbSet<CardChange> CardChanges => Set<CardChange>();
    public DbSet<Follow> Follows => Set<Follow>();
    public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();
    public DbSet<WeeklyMail> WeeklyMails => Set<WeeklyMail>();
    public DbSet<NodeInventory> NodeInventories => Set<NodeInventory>();
    public DbSet<InventoryPhantom> InventoryPhantoms => Set<InventoryPhantom>();
    public DbSet<ListingText> ListingTexts => Set<ListingText>();
    public DbSet<BestScore> BestScores => Set<BestScore>();
    public DbSet<ListingSeries> Series => Set<ListingSeries>();
    public DbSet<SeriesMember> SeriesMembers => Set<SeriesMember>();

    public DbSet<ListingCuration> ListingCurations => Set<ListingCuration>();
    public DbSet<ListingReport> ListingReports => Set<ListingReport>();
    public DbSet<CurationChange> CurationChanges => Set<CurationChange>();

    public DbSet<StoredLogo> Logos => Set<StoredLogo>();
    public DbSet<LogoFetch> LogoFetches => Set<LogoFetch>();
    public DbSet<LinkCheck> LinkChecks => Set<LinkCheck>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(HubDb).Assembly);
        builder.ApplyConfiguration(new OutgoingMailMapping());
        builder.ApplyAccountMappings();
        ModelConventions.Apply(builder);
    }
}

/// <summary>The hub's database in one SQLite file.</summary>
internal sealed class SqliteHubDb(DbContextOptions<SqliteHubDb> options) : HubDb(options);

/// <summary>The hub's database on a PostgreSQL server.</summary>
internal sealed class PostgreSqlHubDb(DbContextOptions<PostgreSqlHubDb> options) : HubDb(options);
