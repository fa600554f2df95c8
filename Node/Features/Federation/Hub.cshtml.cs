using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Data;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Federation;

internal sealed class HubModel(NodeDb db, NodeKeys keys, DescribeNode describe, JoinHub join, CallHub call, LeaveHub leave) : PageModel
{
    public Membership? Membership { get; private set; }

    public string KeyId { get; private set; } = "";

    public bool IsRolling { get; private set; }

    public string Address => describe.Address;

    public bool MayJoin => Membership is null or { IsLeaving: true } or { State: MemberState.Left };

    [BindProperty]
    public JoinForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Membership = await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct);
        if (Membership is not null)
        {
            var key = await keys.CurrentAsync(ct);
            var next = await keys.NextAsync(ct);
            (KeyId, IsRolling) = (key.KeyId, next is not null);
        }
    }

    public async Task<IActionResult> OnPostJoinAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var outcome = await join.ExecuteAsync(Form.Hub, Form.Token, ct);
            if (outcome is JoinHubOutcome.Applied)
            {
                return Said(FederationMessages.Sentence(outcome));
            }

            ModelState.AddModelError(outcome is JoinHubOutcome.Refused ? "Form.Token" : "Form.Hub", FederationMessages.Sentence(outcome));
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostCallAsync(CancellationToken ct) => Said(await call.ExecuteAsync(ct) switch
    {
        null => FederationMessages.NoHub,
        { LastError: { } error } => error,
        _ => "The hub has answered.",
    });

    public async Task<IActionResult> OnPostRollAsync(CancellationToken ct)
    {
        var next = await keys.BeginRollAsync(ct);

        // Twice: the hub learns the new key, then forgets the old one.
        await call.ExecuteAsync(ct);
        await call.ExecuteAsync(ct);
        var still = await keys.NextAsync(ct);
        return Said(still is null ? "The new key signs from now on." : "The hub does not know the new key yet; the old one signs until it does.");
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken ct) => Said(await leave.ExecuteAsync(ct) switch
    {
        null => FederationMessages.NoHub,
        { } isTold => FederationMessages.HasLeft(isTold),
    });

    private RedirectResult Said(string sentence)
    {
        TempData.Say(sentence);
        return Redirect(NodeLinks.Administration.Hub);
    }

    internal sealed class JoinForm
    {
        [Required(ErrorMessage = FederationMessages.EnterAddress)]
        [StringLength(NodeAddress.MaxLength, ErrorMessage = FederationMessages.EnterAddress)]
        public string Hub { get; set; } = "";

        [Required(ErrorMessage = FederationMessages.EnterToken)]
        [StringLength(200, ErrorMessage = FederationMessages.EnterToken)]
        public string Token { get; set; } = "";
    }
}
