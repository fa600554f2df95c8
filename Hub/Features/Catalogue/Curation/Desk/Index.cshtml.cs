using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Curation.Quality;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Reports;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation.Desk;

/// <summary>What waits for curators.</summary>
internal sealed class IndexModel(HubDb db, ReadReports readReports, FindListings find, ReadChanges readChanges, TimeProvider clock) : PageModel
{
    private const int Shown = 5;

    public IReadOnlyList<Member> Applied { get; private set; } = [];

    public IReadOnlyList<(Member Node, IReadOnlyList<string> Troubles)> Troubled { get; private set; } = [];

    public IReadOnlyList<ReportedListing> Reported { get; private set; } = [];

    public int ReportedListings { get; private set; }

    public IReadOnlyList<CuratedRow> Low { get; private set; } = [];

    public int LowListings { get; private set; }

    public IReadOnlyList<ChangeRow> Changes { get; private set; } = [];

    private IQueryable<NodeNow> Nodes => from node in db.Members.AsNoTracking()
                                         where node.State != MemberState.Left
                                         join followed in db.FeedCursors on node.Id equals followed.MemberId into cursors
                                         from cursor in cursors.DefaultIfEmpty()
                                         orderby node.AppliedAt, node.Slug
                                         select new NodeNow(node, cursor, db.IntakeProblems.Count(p => p.MemberId == node.Id));

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var nodes = await Nodes.ToListAsync(ct);
        Applied = [.. nodes.Where(n => n.Node.State == MemberState.Applied).Select(n => n.Node)];
        Troubled = [.. nodes.Where(n => n.Node.State != MemberState.Applied).Select(n => (n.Node, NodeTroubles.Of(n.Node, n.Cursor, n.Refused, now))).Where(n => n.Item2.Count > 0)];
        (Reported, var reports) = await readReports.ExecuteAsync(1, Shown, ct);
        (Low, var low) = await find.ExecuteAsync(new ListingsFilter(ListingsShown.Low), 1, Shown, ct);
        (ReportedListings, LowListings) = (reports.Total, low.Total);
        Changes = [.. (await readChanges.ExecuteAsync(new ChangeFilter(), 1, ct)).Rows.Take(Shown)];
    }

    private sealed record NodeNow(Member Node, FeedCursor? Cursor, int Refused);
}
