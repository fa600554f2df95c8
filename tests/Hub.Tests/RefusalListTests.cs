using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Following;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Features.Catalogue.Series;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Passkeys;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Accounts.SecondFactors;

namespace Agon.Hub.Tests;

/// <summary>The list of the hub's refusals, those of the accounts that every host has among them, and the list of the tests that show them are equal.</summary>
public sealed class RefusalListTests
{
    [Fact]
    public void every_refusal_has_a_test_and_every_test_a_refusal() => RefusalLists.Find(
        typeof(HubCommandLine).Assembly, "Agon.Hub", more: [typeof(AddressCheck), typeof(InvitationState), typeof(VisitProblem)],
        SaveProfileOutcome.Saved, typeof(PlanDeletionOutcome.Planned),
        AddressCheck.NotYet, AddressCheck.Confirmed, InvitationState.Open, typeof(InviteOutcome.Invited),
        typeof(EnrolOutcome.Enrolled), typeof(DecideOutcome.Done), AcceptNameOutcome.Renamed, typeof(ReportOutcome.Taken),
        SwitchClientOutcome.Switched, SwitchClientOutcome.WasSo, typeof(ChangeClientOutcome.Changed), RemoveClientOutcome.Removed, typeof(RegisterClientOutcome.Registered), typeof(RegisterItselfOutcome.Registered), typeof(ChangeRegistrationOutcome.Changed),
        typeof(AuthenticateClientOutcome.Authenticated), typeof(BatchOutcome.Taken), CurateOutcome.Done, typeof(UndoOutcome.Undone), ReportListingOutcome.Reported, ResolveOutcome.Resolved, ReplayOutcome.Replayed, typeof(InventoryOutcome.Compared), ShrinkOutcome.Removed, ShrinkOutcome.Kept, SeriesOutcome.Done, FollowOutcome.Done, typeof(PushRequestOutcome.Taken), typeof(RequestOutcome.Good), typeof(TokenOutcome.Issued))
        .Concat(RefusalLists.Find(
            typeof(Account).Assembly, "Agon.Portal.Accounts", more: [],
            ConfirmOutcome.Confirmed, SignInOutcome.SignedIn, SignInOutcome.NeedsCode, CodeOutcome.SignedIn, CodeOutcome.GoesOn, typeof(SetUpOutcome.Begun), typeof(SetUpOutcome.Done),
            AddPasskeyOutcome.Added, PasskeySignInOutcome.SignedIn, typeof(AppointOutcome.Appointed), typeof(DismissOutcome.Dismissed)))
        .ShouldBeTestedBy(typeof(RefusalListTests).Assembly);
}
