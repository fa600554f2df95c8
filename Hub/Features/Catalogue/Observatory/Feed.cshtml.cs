using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Observatory;

/// <summary>How the feed of one node goes.</summary>
[Authorize(Staff.Curators)]
internal sealed class FeedModel(HubDb db, ReplayFrom replay, ReviewShrink review) : PageModel
{
    private const int PageSize = 50;

    public Member Node { get; private set; } = null!;

    public FeedCursor? Cursor { get; private set; }

    public NodeInventory? Inventory { get; private set; }

    /// <summary>The first competitions that the node does not tell any more.</summary>
    public IReadOnlyList<string> Lost { get; private set; } = [];

    public MissedVisits Missed { get; private set; } = null!;

    public int Listings { get; private set; }

    public int Withdrawn { get; private set; }

    public IReadOnlyList<IntakeProblem> Problems { get; private set; } = [];

    public Paging Paging { get; private set; } = Paging.Of(1, PageSize, 0);

    [BindProperty]
    public ReplayForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string slug, [FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Slug == slug, ct) is not { } node)
        {
            return NotFound();
        }

        Node = node;
        Cursor = await db.FeedCursors.AsNoTracking().SingleOrDefaultAsync(c => c.MemberId == node.Id, ct);
        Inventory = await db.NodeInventories.AsNoTracking().SingleOrDefaultAsync(i => i.MemberId == node.Id, ct);
        if (Inventory is { AlarmAt: not null, LastId: { } last })
        {
            var lost = db.InventoryPhantoms.Where(p => p.MemberId == node.Id && p.InventoryId == last && p.Kind == RecordKinds.Competition).Select(p => p.Key);
            Lost = await db.Listings.Where(l => l.MemberId == node.Id && lost.Contains(l.Key)).OrderBy(l => l.Title).Take(PageSize).Select(l => l.Title).ToListAsync(ct);
        }

        Listings = await db.Listings.CountAsync(l => l.MemberId == node.Id && l.WithdrawnAt == null, ct);
        Missed = await MissedVisits.ReadAsync(db, node.Id, ct);
        Withdrawn = await db.Listings.CountAsync(l => l.MemberId == node.Id && l.WithdrawnAt != null, ct);
        var problems = db.IntakeProblems.AsNoTracking().Where(p => p.MemberId == node.Id);
        Paging = Paging.Of(number, PageSize, await problems.CountAsync(ct));
        Problems = await problems.OrderByDescending(p => p.At).ThenByDescending(p => p.Sequence).ThenBy(p => p.Id).Skip(Paging.Skip).Take(PageSize).ToListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostReplayAsync(string slug, CancellationToken ct)
    {
        if (await MemberAsync(slug, ct) is not { } member)
        {
            return NotFound();
        }

        var outcome = Form.From is { } from ? await replay.ExecuteAsync(member, from, User.AccountId, ct) : ReplayOutcome.NotBack;
        if (outcome == ReplayOutcome.Replayed)
        {
            TempData.Say(IntakeMessages.Sentence(outcome));
            return Redirect(HubLinks.Curation.Feed(slug));
        }

        ModelState.Clear();
        ModelState.AddModelError("Form.From", IntakeMessages.Sentence(outcome));
        return await OnGetAsync(slug, null, ct);
    }

    public async Task<IActionResult> OnPostAskAsync(string slug, CancellationToken ct)
    {
        if (await MemberAsync(slug, ct) is not { } member)
        {
            return NotFound();
        }

        await review.AskAsync(member, ct);
        TempData.Say(InventoryMessages.Asked);
        return Redirect(HubLinks.Curation.Feed(slug));
    }

    public async Task<IActionResult> OnPostReviewAsync(string slug, Guid inventory, bool isRight, CancellationToken ct)
    {
        if (await MemberAsync(slug, ct) is not { } member)
        {
            return NotFound();
        }

        TempData.Say(InventoryMessages.Sentence(await review.ExecuteAsync(member, inventory, isRight, User.AccountId, ct)));
        return Redirect(HubLinks.Curation.Feed(slug));
    }

    private Task<Guid?> MemberAsync(string slug, CancellationToken ct) => db.Members.Where(m => m.Slug == slug).Select(m => (Guid?)m.Id).SingleOrDefaultAsync(ct);

    internal sealed class ReplayForm
    {
        public long? From { get; set; }
    }
}
