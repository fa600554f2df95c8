using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Node.Features.Administration;

internal sealed class IndexModel(ReadOperatorsDesk read) : PageModel
{
    public Desk Desk { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Desk = await read.ExecuteAsync(ct);

    public static string Style(DeskGrade grade) => grade switch
    {
        DeskGrade.Good => "good",
        DeskGrade.Watch => "soon",
        _ => "failed",
    };

    public static string Word(DeskGrade grade) => grade switch
    {
        DeskGrade.Good => "fine",
        DeskGrade.Watch => "worth a look",
        _ => "needs you",
    };
}
