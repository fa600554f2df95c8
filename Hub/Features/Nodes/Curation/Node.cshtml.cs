using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Curation;

internal sealed class NodeModel(HubDb db, DecideOnNode decide, AcceptName accept, CheckNode check) : PageModel
{
    private static readonly (MemberAct Act, string Words)[] Restrictions =
        [(MemberAct.Limit, "Limit it"), (MemberAct.Suspend, "Suspend it"), (MemberAct.Remove, "Remove it")];

    public Member Node { get; private set; } = null!;

    public string? InvitedAs { get; private set; }

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    [BindProperty]
    public DecideForm Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> WithReason => [.. Restrictions.Where(r => Offers(r.Act)).Select(r => new SelectListItem(r.Words, $"{r.Act}"))];

    public bool Offers(MemberAct act) => MemberMoves.To(Node.State, act) is not null;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Slug == slug, ct) is not { } node)
        {
            return NotFound();
        }

        Node = node;
        InvitedAs = await db.Invitations.Where(i => i.MemberId == node.Id).OrderByDescending(i => i.UsedAt).Select(i => i.Note).FirstOrDefaultAsync(ct);
        History = await (from change in db.MemberChanges
                         where change.MemberId == node.Id
                         join account in db.Users on change.By equals account.Id into accounts
                         from account in accounts.DefaultIfEmpty()
                         orderby change.Id descending
                         select new HistoryLine(change.At, change.Act, change.From, change.To, change.Reason, account.DisplayName)).ToListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync(string slug, CancellationToken ct)
    {
        if (Form.Act is MemberAct.Leave or MemberAct.ApplyAgain or MemberAct.Rename or MemberAct.Replay or MemberAct.Shrink or MemberAct.KeepMissing || !ModelState.IsValid)
        {
            // Those are the node's own.
            return BadRequest();
        }

        var outcome = await decide.ExecuteAsync(slug, Form.Act, Form.Reason, User.AccountId, ct, Form.Anyway);
        var sentence = NodesMessages.Sentence(outcome, Form.Act);
        switch (outcome)
        {
            case DecideOutcome.Done or DecideOutcome.NotNow or DecideOutcome.NameTaken:
                TempData.Say(sentence);
                return Redirect(HubLinks.Curation.Node(slug));
            case DecideOutcome.Contradicted:
                ModelState.AddModelError("Form.Anyway", sentence);
                return await OnGetAsync(slug, ct);
            case DecideOutcome.NeedsReason:
                ModelState.AddModelError("Form.Reason", sentence);
                return await OnGetAsync(slug, ct);
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostNameAsync(string slug, string? name, string? institution, CancellationToken ct)
    {
        TempData.Say(NodesMessages.Sentence(await accept.ExecuteAsync(slug, name ?? "", institution, User.AccountId, ct)));
        return Redirect(HubLinks.Curation.Node(slug));
    }

    public async Task<IActionResult> OnPostCheckAsync(string slug, CancellationToken ct)
    {
        if (await check.ExecuteAsync(slug, ct) is not { } result)
        {
            return NotFound();
        }

        TempData.Say(NodesMessages.Sentence(result));
        return Redirect(HubLinks.Curation.Node(slug));
    }

    internal sealed class DecideForm
    {
        public MemberAct Act { get; set; }

        public string? Reason { get; set; }

        public bool Anyway { get; set; }
    }

    internal sealed record HistoryLine(DateTimeOffset At, MemberAct Act, MemberState From, MemberState To, string? Reason, string? Name)
    {
        public string Who => Name ?? (Act is MemberAct.Leave or MemberAct.ApplyAgain ? "the node" : "the command line");
    }
}
