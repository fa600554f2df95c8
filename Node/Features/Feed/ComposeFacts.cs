using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;
using Agon.Node.Features.People;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>Reads what there is to tell from what is there. Nothing that is not public gets past here.</summary>
internal sealed class ComposeFacts(NodeDb db, ReadBoards readBoards, ReadShown readShown)
{
    /// <summary>The competition's card; or why there is none to tell.</summary>
    public async Task<Composed<CompetitionCard>> CardAsync(Guid competition, string address, CancellationToken ct)
    {
        var found = await db.Competitions.AsNoTracking().Where(c => c.Id == competition).Select(c => new
        {
            c.Slug,
            c.Title,
            c.Description,
            c.State,
            c.PublishedAt,
            c.Reward,
            c.IsRegistrationAutoApproved,
            HasRules = c.Terms != "",
            Organizer = c.CreatedBy!.DisplayName,
            Logo = c.Logo!.Sha256,
            Phases = c.Phases.OrderBy(p => p.Number).Select(p => new { p.Id, p.Name, p.StartsAt, p.EndsAt }).ToList(),
            Card = c.HubCard,
            TakesCode = c.Phases.Any(p => p.Tasks.Any(t => t.Task!.IngestionProgramId != null && !t.Task.IngestionOnlyDuringScoring)),
            TakesResults = c.Phases.Any(p => p.Tasks.Any(t => t.Task!.IngestionProgramId == null || t.Task.IngestionOnlyDuringScoring)),
        }).AsSplitQuery().SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return new(null, Withdrawals.Deleted);
        }

        if (found.State != CompetitionState.Published)
        {
            return new(null, Withdrawals.Unpublished);
        }

        var card = found.Card ?? new HubCard { CompetitionId = competition };
        if (card.Visibility == HubVisibility.NotListed)
        {
            return new(null, Withdrawals.Unlisted);
        }

        var institution = card.Institution ?? await db.SiteSettings.AsNoTracking().Where(s => s.Id == SiteSettings.OnlyId).Select(s => s.Institution ?? s.Name).SingleOrDefaultAsync(ct);
        return new(new CompetitionCard
        {
            Title = Line(found.Title, CompetitionCard.TitleMaxLength, "Untitled"),
            Text = PlainText.Line(found.Description, CompetitionCard.TextMaxLength),
            Address = address + NodeLinks.Competitions.Show(found.Slug),
            Organizer = Line(found.Organizer, CompetitionCard.LineMaxLength, "Anonymous"),
            Institution = LineOrNull(institution),
            Logo = found.Logo is null ? null : new CardLogo(address + NodeLinks.Competitions.Logo(found.Slug), found.Logo),
            Tags = card.Tags,
            TaskTypes = card.TaskTypes,
            Modalities = card.Modalities,
            SubmissionKinds = card.SubmissionKinds.Count > 0 ? card.SubmissionKinds : Kinds(found.TakesResults, found.TakesCode),
            Prize = LineOrNull(found.Reward),
            Language = card.Language,
            Hardware = card.Hardware,
            IsConfidential = card.IsConfidential,
            Rules = found.HasRules ? address + NodeLinks.Competitions.Rules(found.Slug) : null,
            NeedsApproval = !found.IsRegistrationAutoApproved,
            PublishedAt = found.PublishedAt!.Value,
            Phases = [.. found.Phases.Select(p => new CardPhase { Id = RecordKinds.Key(p.Id), Name = Line(p.Name, CompetitionCard.LineMaxLength, "Phase"), StartsAt = p.StartsAt, EndsAt = p.EndsAt })],
        }, null);
    }

    public async Task<CompetitionActivity> ActivityAsync(Guid competition, CancellationToken ct)
    {
        var participants = await db.Participants.CountAsync(
            p => p.CompetitionId == competition && p.Role == CompetitionRole.Participant && p.State == ParticipantState.Approved, ct);
        var submissions = db.Submissions.Where(s => s.CompetitionId == competition);
        var last = await submissions.MaxAsync(s => (DateTimeOffset?)s.CreatedAt, ct);
        return new CompetitionActivity
        {
            Participants = CompetitionActivity.Round(participants),
            Submissions = CompetitionActivity.Round(await submissions.CountAsync(ct)),
            LastSubmissionOn = last is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null,
        };
    }

    /// <summary>How each leaderboard ranks in each phase, by <see cref="Leaderboard.StandingsOf(Guid)"/>; null where the public does not see it.</summary>
    public async Task<IReadOnlyDictionary<Guid, PhaseStandings?>> StandingsAsync(Guid competition, CancellationToken ct)
    {
        var phases = await db.Phases.AsNoTracking().AsSplitQuery().Where(p => p.CompetitionId == competition)
            .Include(p => p.Tasks.OrderBy(t => t.Number)).ThenInclude(t => t.Task!.ScoringProgram)
            .Include(p => p.Tasks.OrderBy(t => t.Number)).ThenInclude(t => t.Task!.ReferenceData)
            .ToListAsync(ct);
        var boards = await readBoards.ExecuteAsync(competition, ct);
        var areKept = await db.HubCards.AnyAsync(c => c.CompetitionId == competition && c.Visibility != HubVisibility.Listed, ct);
        return phases.SelectMany(p => boards, (Phase, Board) => (Phase, Board))
            .ToDictionary(s => s.Board.StandingsOf(s.Phase.Id), s => !areKept && IsShown(s.Board) ? Of(s.Phase, s.Board, competition) : null);
    }

    /// <summary>Entries of standings, in the order of their ids.</summary>
    public async Task<IReadOnlyList<(Guid Id, StandingsEntry Entry)>> EntriesAsync(
        Guid competition, Guid standings, Func<IQueryable<Entry>, IQueryable<Entry>> which, CancellationToken ct)
    {
        if (await FindAsync(competition, standings, ct) is not var (phase, board))
        {
            return [];
        }

        var columns = board.Columns.FindAll(c => !c.IsHidden).ToDictionary(c => c.Id, c => PlainText.Line(c.Key, PhaseStandings.NameMaxLength));
        var rows = await which(db.Entries.AsNoTracking().Where(e => e.LeaderboardId == board.Id && e.PhaseId == phase)).OrderBy(e => e.Id)
            .Select(e => new { e.Id, e.AccountId, e.SubmittedAt, Scores = e.Scores.Select(s => new { s.ColumnId, s.Value }).ToList() }).ToListAsync(ct);
        var people = await readShown.ExecuteAsync(rows.ConvertAll(r => r.AccountId), ct);
        return [.. rows.Select(r => (r.Id, new StandingsEntry
        {
            Standings = RecordKinds.Key(standings),
            Subject = people.GetValueOrDefault(r.AccountId)?.Subject,
            Name = people.GetValueOrDefault(r.AccountId)?.Name is { } name && PlainText.Line(name, StandingsEntry.NameMaxLength) is { Length: > 0 } line ? line : null,
            Scores = r.Scores.Where(s => columns.ContainsKey(s.ColumnId) && double.IsFinite(s.Value)).OrderBy(s => columns[s.ColumnId], StringComparer.Ordinal)
                .DistinctBy(s => columns[s.ColumnId]).ToDictionary(s => columns[s.ColumnId], s => s.Value),
            SubmittedAt = r.SubmittedAt,
        }))];
    }

    private async Task<(Guid Phase, Leaderboard Board)?> FindAsync(Guid competition, Guid standings, CancellationToken ct)
    {
        var boards = await readBoards.ExecuteAsync(competition, ct);
        var phases = await db.Phases.Where(p => p.CompetitionId == competition).Select(p => p.Id).ToListAsync(ct);
        var found = phases.SelectMany(p => boards, (Phase, Board) => (Phase, Board)).Where(s => s.Board.StandingsOf(s.Phase) == standings).ToList();
        return found is [var one] ? one : null;
    }

    // Standings without the value that ranks would say nothing.
    private static bool IsShown(Leaderboard board) => !board.IsHidden && !board.Primary.IsHidden;

    private static PhaseStandings Of(Phase phase, Leaderboard board, Guid competition) => new()
    {
        Competition = RecordKinds.Key(competition),
        Title = Line(board.Title, PhaseStandings.NameMaxLength, "Leaderboard"),
        Columns =
        [
            .. board.Columns.Where(c => !c.IsHidden).OrderBy(c => c.Number).Select(c => new StandingsColumn
            {
                Key = PlainText.Line(c.Key, PhaseStandings.NameMaxLength),
                Title = Line(c.Title, PhaseStandings.NameMaxLength, c.Key),
                IsSmallerBetter = c.Sorting == SortDirection.Ascending,
                Precision = Math.Clamp(c.Precision, 0, PhaseStandings.MaxPrecision),
            }),
        ],
        Metric = PlainText.Line(board.Primary.Key, PhaseStandings.NameMaxLength),
        Scorers = [.. phase.Tasks.Select(t => t.Task!.ScoringProgram!.Sha256)],
        References = [.. phase.Tasks.Select(t => t.Task!.ReferenceData?.Sha256 ?? "")],
    };

    // A task's ingestion program runs what participants send, unless it only helps to score.
    private static string[] Kinds(bool takesResults, bool takesCode) =>
        [.. takesResults ? [SubmissionKinds.Results] : Array.Empty<string>(), .. takesCode ? [SubmissionKinds.Code] : Array.Empty<string>()];

    private static string Line(string text, int longest, string otherwise) => PlainText.Line(text, longest) is { Length: > 0 } line ? line : otherwise;

    private static string? LineOrNull(string? text) => text is not null && PlainText.Line(text, CompetitionCard.LineMaxLength) is { Length: > 0 } line ? line : null;
}

/// <summary>A fact, or the word why there is none.</summary>
internal sealed record Composed<T>(T? Fact, string? Withdrawn)
    where T : class;
