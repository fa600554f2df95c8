using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Portal.Accounts.Roles;

namespace Agon.Hub.Tests;

/// <summary>The list of the hub's refusals and the list of the tests that show them are equal.</summary>
public sealed class RefusalListTests
{
    [Fact]
    public void every_refusal_has_a_test_and_every_test_a_refusal() => RefusalLists.Find(
        typeof(HubCommandLine).Assembly, "Agon.Hub", more: [typeof(AddressCheck), typeof(InvitationState), typeof(AppointOutcome), typeof(DismissOutcome)],
        SaveProfileOutcome.Saved, typeof(PlanDeletionOutcome.Planned), typeof(AppointOutcome.Appointed), typeof(DismissOutcome.Dismissed),
        AddressCheck.NotYet, AddressCheck.Confirmed, InvitationState.Open, typeof(InviteOutcome.Invited),
        typeof(EnrolOutcome.Enrolled), typeof(DecideOutcome.Done), AcceptNameOutcome.Renamed, typeof(ReportOutcome.Taken),
        SwitchClientOutcome.Switched, SwitchClientOutcome.WasSo, typeof(ChangeClientOutcome.Changed), RemoveClientOutcome.Removed, typeof(RegisterClientOutcome.Registered), typeof(RegisterItselfOutcome.Registered), typeof(ChangeRegistrationOutcome.Changed),
        typeof(AuthenticateClientOutcome.Authenticated), typeof(PushRequestOutcome.Taken), typeof(RequestOutcome.Good), typeof(TokenOutcome.Issued))
        .ShouldBeTestedBy(typeof(RefusalListTests).Assembly);
}
