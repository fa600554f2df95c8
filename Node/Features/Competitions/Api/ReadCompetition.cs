using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Competitions.Downloads;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Api;

/// <summary>Reads a competition as the API tells it: a fixed number of queries.</summary>
internal sealed class ReadCompetition(NodeDb db, TimeProvider clock)
{
    public async Task<CompetitionDetail> DetailAsync(CompetitionAccess access, CancellationToken ct)
    {
        var (competition, now) = (access.Competition, clock.GetUtcNow());
        var phases = await PhasesAsync(access, ct);
        var leaderboards = await db.Leaderboards.AsNoTracking().AsSplitQuery().Include(l => l.Columns).Include(l => l.ColumnGroups)
            .Where(l => l.CompetitionId == competition.Id && (!l.IsHidden || access.MayManage)).OrderBy(l => l.Number).ToListAsync(ct);
        return new CompetitionDetail
        {
            Slug = competition.Slug,
            Title = competition.Title,
            Description = competition.Description,
            Organizer = competition.CreatedBy!.DisplayName,
            Status = CompetitionStatuses.Of(competition.Phases, now),
            IsPublished = competition.IsPublished,
            Reward = competition.Reward,
            Participants = await db.Participants.CountAsync(
                p => p.CompetitionId == competition.Id && p.Role == CompetitionRole.Participant && p.State == ParticipantState.Approved, ct),
            Submissions = await db.Submissions.CountAsync(s => s.CompetitionId == competition.Id, ct),
            Url = NodeLinks.Competitions.Show(competition.Slug),
            CreatedAt = competition.CreatedAt,
            PublishedAt = competition.PublishedAt,
            Terms = competition.Terms,
            TermsSha256 = JoinCompetition.DigestOf(competition.Terms),
            IsRegistrationAutoApproved = competition.IsRegistrationAutoApproved,
            ContactEmail = competition.ContactEmail,
            ReportUrl = competition.ReportUrl,
            DockerImage = competition.DockerImage,
            Phases = phases,
            Pages = await db.CompetitionPages.Where(p => p.CompetitionId == competition.Id).OrderBy(p => p.Number)
                .Select(p => new TextPage(p.Number, p.Title, p.Content)).ToListAsync(ct),
            Leaderboards = leaderboards.ConvertAll(l => new LeaderboardDetail(l.Key, l.Title, l.SubmissionRule, [.. ColumnsOf(l, access.MayManage)])),
        };
    }

    public async Task<IReadOnlyList<PhaseDetail>> PhasesAsync(CompetitionAccess access, CancellationToken ct)
    {
        var (competition, now) = (access.Competition, clock.GetUtcNow());
        var read = await db.Phases.AsNoTracking().Where(p => p.CompetitionId == competition.Id).OrderBy(p => p.Number)
            .Select(p => new
            {
                Phase = p,
                p.StartingKit,
                p.PublicData,
                Leaderboard = p.Competition!.Leaderboards.OrderBy(l => l.Number).Select(l => l.Key).FirstOrDefault(),
                Tasks = p.Tasks.OrderBy(t => t.Number).Select(t => t.Task!.Name).ToList(),
            })
            .ToListAsync(ct);
        return read.ConvertAll(p => new PhaseDetail
        {
            Number = p.Phase.Number,
            Name = p.Phase.Name,
            State = p.Phase.StateAt(now),
            StartsAt = p.Phase.StartsAt,
            EndsAt = p.Phase.EndsAt,
            Description = p.Phase.Description,
            MaxSubmissionsPerDay = p.Phase.MaxSubmissionsPerDay,
            MaxSubmissions = p.Phase.MaxSubmissions,
            ExecutionTimeLimit = p.Phase.ExecutionTimeLimit,
            Tasks = p.Tasks,
            Leaderboard = p.Leaderboard ?? "",
            Files = [.. DownloadsOf(competition.Slug, p.Phase.Number, p.StartingKit, p.PublicData)],
        });
    }

    private static IEnumerable<ColumnDetail> ColumnsOf(Leaderboard leaderboard, bool withHidden) => leaderboard.Columns
        .Where(c => withHidden || !c.IsHidden).OrderBy(c => c.Number)
        .Select(c => new ColumnDetail(c.Key, c.Title, c.Sorting, c.Precision, c.Number == leaderboard.PrimaryColumn, c.Computation,
            [.. c.ComputedFrom.Where(key => withHidden || !leaderboard.Columns.Exists(o => o.Key == key && o.IsHidden))], leaderboard.ColumnGroups.Find(g => g.Key == c.Group)?.Title));

    private static IEnumerable<PhaseDownload> DownloadsOf(string slug, int phase, Files.StoredFile? kit, Files.StoredFile? data)
    {
        (PhaseFile Kind, Files.StoredFile? File)[] files = [(PhaseFile.StartingKit, kit), (PhaseFile.PublicData, data)];
        return files.Where(f => f.File is not null)
            .Select(f => new PhaseDownload(f.Kind, f.File!.Name, f.File.Bytes, f.File.Sha256, NodeLinks.Api.PhaseFile(slug, phase, f.Kind)));
    }
}
