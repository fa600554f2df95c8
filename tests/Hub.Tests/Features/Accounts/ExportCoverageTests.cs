using System.Text.Json;
using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Accounts.Export;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Following;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Logout;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

/// <summary>What is held of a person and what they get are compared, so that no new table is forgotten.</summary>
public sealed class ExportCoverageTests(HubHost hub) : IClassFixture<HubHost>
{
    // Every table with rows of a person, and the member of the export that tells them.
    private static readonly Dictionary<Type, string> Told = new()
    {
        [typeof(IdentityUserRole<Guid>)] = "roles",
        [typeof(IdentityUserPasskey<Guid>)] = "passkeys",
        [typeof(PersonProfile)] = "about",
        [typeof(AccountSession)] = "sessions",
        [typeof(EndedSession)] = "endedSessions",
        [typeof(SecondFactor)] = "secondStepSince",
        [typeof(PlannedDeletion)] = "deletionPlanned",
        [typeof(SignOnEvent)] = "whatHappened",
        [typeof(Consent)] = "consents",
        [typeof(Grant)] = "grants",
        [typeof(PairwiseSubject)] = "knownAs",
        [typeof(StandingsRow)] = "entries",
        [typeof(OutgoingMail)] = "waitingMails",
        [typeof(Invitation)] = "invitationsMade",
        [typeof(MemberChange)] = "nodesDecided",
        [typeof(Follow)] = "following",
        [typeof(SavedSearch)] = "keptSearches",
        [typeof(WeeklyMail)] = "nextWeeklyMail",
        [typeof(ListingReport)] = "reportsSent",
        [typeof(CurationChange)] = "catalogueCurated",
    };

    // Those that are left out, each with its reason.
    private static readonly Dictionary<Type, string> LeftOut = new()
    {
        [typeof(DeletedSubject)] = "the account is gone already",
        [typeof(LogoutDelivery)] = "says for some hours that a session ended, as endedSessions does",
        [typeof(RecoveryCode)] = "digests, which say nothing of the person",
        [typeof(IdentityUserClaim<Guid>)] = "the framework's; nothing writes it",
        [typeof(IdentityUserLogin<Guid>)] = "the framework's; nothing writes it",
        [typeof(IdentityUserToken<Guid>)] = "the framework's; nothing writes it",
    };

    [Fact]
    public async Task every_table_with_rows_of_a_person_is_told_or_left_out_for_a_reason()
    {
        var tables = await hub.QueryAsync(db => Task.FromResult(db.Model.GetEntityTypes().Where(IsOfAPerson).Select(type => type.ClrType.Name).Order(StringComparer.Ordinal).ToList()));

        tables.ShouldBe(Told.Keys.Concat(LeftOut.Keys).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task what_is_told_is_in_the_export()
    {
        var email = await hub.Account();

        var written = await hub.InScopeAsync(async s => await s.GetRequiredService<ExportData>()
            .ExecuteAsync((await s.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email))!, TestContext.Current.CancellationToken));

        Told.Values.ShouldBeSubsetOf(JsonDocument.Parse(written).RootElement.EnumerateObject().Select(member => member.Name));
    }

    private static bool IsOfAPerson(IEntityType type) =>
        type.GetForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Account)) || type.FindProperty("AccountId") is not null || type.FindProperty("Subject") is not null;
}
