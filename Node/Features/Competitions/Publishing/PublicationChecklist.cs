namespace Agon.Node.Features.Competitions.Publishing;

/// <summary>What a competition needs before it is public, and what it had better have. Needs pages, tasks of phases, and columns loaded.</summary>
internal static class PublicationChecklist
{
    public static IReadOnlyList<PublicationCheck> Of(Competition competition, DateTimeOffset now)
    {
        var phases = competition.Phases;
        var emptyPhases = phases.Where(p => p.Tasks.Count == 0).Select(p => p.Name).ToList();
        var withoutRanking = competition.Leaderboards.Where(l => !l.Columns.Exists(c => c.Number == l.PrimaryColumn)).Select(l => l.Title).ToList();
        var dates = PhaseDates.Check(phases);
        return
        [
            Needed("phases", phases.Count > 0, "There are phases.", "Add a phase: without one nobody can submit."),
            Needed("phase-tasks", emptyPhases.Count == 0, "Every phase has a task.", $"Give a task to {Names(emptyPhases)}: its submissions could not be scored."),
            Needed("phase-dates", dates.Count == 0, "The phases follow each other.", string.Join(' ', dates.Select(d => d.Message))),
            Needed("future", phases.Count == 0 || competition.IsJoinableAt(now), "A phase is open or to come.", "Move the last phase's end into the future: every phase is over."),
            Needed("leaderboard", competition.Leaderboards.Count > 0 && withoutRanking.Count == 0, "There is a leaderboard with a column that ranks.",
                competition.Leaderboards.Count == 0 ? "Add a leaderboard." : $"Say which column ranks on {Names(withoutRanking)}."),
            Needed("terms", !string.IsNullOrWhiteSpace(competition.Terms), "There are rules to accept.", "Write the rules that participants accept."),
            Advised("description", competition.Description.Length > 0, "There is a description for the list.", "Describe it in a sentence or two: lists show it."),
            Advised("overview", competition.Pages.Exists(p => !string.IsNullOrWhiteSpace(p.Content)), "There is an overview page.", "Add a page that explains the task and the data."),
            Advised("contact", !string.IsNullOrWhiteSpace(competition.ContactEmail), "There is a contact address.", "Name an address for questions."),
            Advised("logo", competition.LogoId is not null, "There is a logo.", "Add a logo: it is easier to find in the list."),
        ];
    }

    /// <summary>What publishing waits for.</summary>
    public static IReadOnlyList<PublicationCheck> Missing(Competition competition, DateTimeOffset now) =>
        [.. Of(competition, now).Where(c => c is { IsRequired: true, IsDone: false })];

    private static PublicationCheck Needed(string code, bool isDone, string done, string toDo) => new(code, isDone, true, isDone ? done : toDo);

    private static PublicationCheck Advised(string code, bool isDone, string done, string toDo) => new(code, isDone, false, isDone ? done : toDo);

    private static string Names(List<string> names) => string.Join(", ", names.Select(n => $"“{n}”"));
}
