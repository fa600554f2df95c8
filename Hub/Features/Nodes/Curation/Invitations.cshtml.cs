using System.ComponentModel.DataAnnotations;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Nodes.Curation;

internal sealed class InvitationsModel(HubDb db, InviteNode invite, WithdrawInvitation withdraw, PublicAddress hub, TimeProvider clock) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<Row> Invitations { get; private set; } = [];

    public string HubAddress => hub.Root;

    /// <summary>The token just made: on this answer and nowhere else.</summary>
    public string? Token { get; private set; }

    [BindProperty]
    public InviteForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await (from invitation in db.Invitations
                          join account in db.Users on invitation.CreatedBy equals account.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          join member in db.Members on invitation.MemberId equals member.Id into members
                          from member in members.DefaultIfEmpty()
                          orderby invitation.Id descending
                          select new { invitation, account.DisplayName, member.Slug }).Take(Shown).AsNoTracking().ToListAsync(ct);
        Invitations =
        [
            .. rows.Select(r => new Row(r.invitation.Id, r.invitation.Note, r.invitation.StateAt(now), r.invitation.CreatedAt, r.DisplayName, r.invitation.ExpiresAt, r.Slug)),
        ];
    }

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            switch (await invite.ExecuteAsync(Form.Note, Form.Days, User.AccountId, ct))
            {
                case InviteOutcome.Invited(_, var token):
                    Token = token;
                    Response.Headers[HeaderNames.CacheControl] = "no-store";
                    ModelState.Clear();
                    Form = new InviteForm();
                    break;
                case var refused:
                    ModelState.AddModelError(refused is InviteOutcome.BadNote ? "Form.Note" : "Form.Days", NodesMessages.Sentence(refused));
                    break;
            }
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation, CancellationToken ct)
    {
        TempData.Say(await withdraw.ExecuteAsync(invitation, ct) ? "The invitation is withdrawn." : NodesMessages.NotOpen);
        return Redirect(HubLinks.Curation.Invitations);
    }

    internal sealed class InviteForm
    {
        private const int UsualDays = 7;

        [Required(ErrorMessage = NodesMessages.EnterNote)]
        [StringLength(Invitation.NoteMaxLength, ErrorMessage = NodesMessages.EnterNote)]
        public string Note { get; set; } = "";

        [Range(1, Invitation.MaxDays, ErrorMessage = NodesMessages.ChooseDays)]
        public int Days { get; set; } = UsualDays;
    }

    internal sealed record Row(Guid Id, string Note, InvitationState State, DateTimeOffset CreatedAt, string? Curator, DateTimeOffset ExpiresAt, string? UsedBy);
}
