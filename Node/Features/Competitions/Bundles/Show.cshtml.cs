using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles;

internal sealed class ShowModel(NodeDb db) : PageModel
{
    public BundleImport Import { get; private set; } = null!;

    public string FileName => Import.File!.Name;

    public long FileBytes => Import.File!.Bytes;

    public string? CompetitionSlug { get; private set; }

    public string? CompetitionTitle { get; private set; }

    public IReadOnlyList<BundleProblem> Errors { get; private set; } = [];

    public IReadOnlyList<BundleProblem> Warnings { get; private set; } = [];

    public IReadOnlyList<BundleProblem> Notes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId;
        var isOperator = User.IsInRole(Operators.Role);
        if (await db.BundleImports.AsNoTracking().Include(i => i.File).SingleOrDefaultAsync(i => i.Id == id && (i.AccountId == owner || isOperator), ct) is not { } import)
        {
            return NotFound();
        }

        Import = import;
        var problems = BundleProblem.FromJson(import.Problems);
        Errors = [.. problems.Where(p => p.Severity == BundleProblemSeverity.Error)];
        Warnings = [.. problems.Where(p => p.Severity == BundleProblemSeverity.Warning)];
        Notes = [.. problems.Where(p => p.Severity == BundleProblemSeverity.Note)];
        var competition = await db.Competitions.Where(c => c.Id == import.CompetitionId).Select(c => new { c.Slug, c.Title }).SingleOrDefaultAsync(ct);
        (CompetitionSlug, CompetitionTitle) = (competition?.Slug, competition?.Title);
        return Page();
    }
}
