using Agon.Node.Features.Accounts;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Participation;
using Agon.Node.Features.People;
using Agon.Node.Features.Runs;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Data;

/// <summary>The node's database. A feature's tables lie in its folder; a verb writes what its transaction needs.</summary>
internal abstract class NodeDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<SiteSettings> SiteSettings => Set<SiteSettings>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<Issuer> Issuers => Set<Issuer>();
    public DbSet<LinkedIdentity> LinkedIdentities => Set<LinkedIdentity>();
    public DbSet<LostIdentity> LostIdentities => Set<LostIdentity>();
    public DbSet<SignOnSession> SignOnSessions => Set<SignOnSession>();
    public DbSet<ReceivedLogout> ReceivedLogouts => Set<ReceivedLogout>();
    public DbSet<SpentSignOn> SpentSignOns => Set<SpentSignOn>();
    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    public DbSet<BundleImport> BundleImports => Set<BundleImport>();
    public DbSet<Competition> Competitions => Set<Competition>();
    public DbSet<HubCard> HubCards => Set<HubCard>();
    public DbSet<CompetitionPage> CompetitionPages => Set<CompetitionPage>();
    public DbSet<CompetitionTask> CompetitionTasks => Set<CompetitionTask>();
    public DbSet<Phase> Phases => Set<Phase>();
    public DbSet<Solution> Solutions => Set<Solution>();
    public DbSet<FactSheetQuestion> FactSheetQuestions => Set<FactSheetQuestion>();
    public DbSet<FactSheetAnswer> FactSheetAnswers => Set<FactSheetAnswer>();
    public DbSet<PhaseTask> PhaseTasks => Set<PhaseTask>();
    public DbSet<Leaderboard> Leaderboards => Set<Leaderboard>();
    public DbSet<LeaderboardColumn> LeaderboardColumns => Set<LeaderboardColumn>();
    public DbSet<Entry> Entries => Set<Entry>();
    public DbSet<EntryScore> EntryScores => Set<EntryScore>();
    public DbSet<Participant> Participants => Set<Participant>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunLog> RunLogs => Set<RunLog>();
    public DbSet<RunContainer> RunContainers => Set<RunContainer>();
    public DbSet<RunOutput> RunOutputs => Set<RunOutput>();
    public DbSet<RunScore> RunScores => Set<RunScore>();
    public DbSet<WorkerSighting> WorkerSightings => Set<WorkerSighting>();
    public DbSet<NodeKey> NodeKeys => Set<NodeKey>();
    public DbSet<FeedChange> FeedChanges => Set<FeedChange>();
    public DbSet<ToldFact> ToldFacts => Set<ToldFact>();
    public DbSet<FeedHead> FeedHeads => Set<FeedHead>();
    public DbSet<InventoryDelivery> InventoryDeliveries => Set<InventoryDelivery>();
    public DbSet<FeedDelivery> FeedDeliveries => Set<FeedDelivery>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ShownAtHub> ShownAtHubs => Set<ShownAtHub>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(NodeDb).Assembly);
        builder.ApplyConfiguration(new OutgoingMailMapping());
        builder.ApplyAccountMappings();
        ModelConventions.Apply(builder);
    }
}

/// <summary>The node's database in one SQLite file.</summary>
internal sealed class SqliteNodeDb(DbContextOptions<SqliteNodeDb> options) : NodeDb(options);

/// <summary>The node's database on a PostgreSQL server.</summary>
internal sealed class PostgreSqlNodeDb(DbContextOptions<PostgreSqlNodeDb> options) : NodeDb(options);
