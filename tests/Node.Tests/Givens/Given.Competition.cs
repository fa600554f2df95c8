using System.Security.Cryptography;
using System.Text;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests;

internal sealed partial class Given
{
    /// <summary>
    /// A competition with one open phase, one task and one leaderboard (accuracy, larger is better; loss, smaller is better);
    /// <paramref name="change"/> may alter it before it is saved.
    /// </summary>
    public async Task<Competition> Competition(
        Account? organizer = null, bool isPublished = true, bool isAutoApproved = true, SubmissionRule rule = SubmissionRule.ForceBest, Action<Competition>? change = null)
    {
        organizer ??= await Account("Olga Organizer");
        var number = Next();
        var now = node.Clock.GetUtcNow();
        var program = await StoredFile("scoring", StoredFileKind.ScoringProgram, "scoring_program.zip");
        var competition = new Competition
        {
            Id = NewId(),
            Slug = $"seeds-{number}",
            Title = $"Wheat seeds {number}",
            Description = "Tell three varieties of wheat apart.",
            CreatedById = organizer.Id,
            CreatedAt = now,
            Terms = "Be fair.",
            IsRegistrationAutoApproved = isAutoApproved,
        };
        var task = new CompetitionTask { Id = NewId(), Number = 1, Name = "Classify", ScoringProgramId = program.Id };
        var board = new Leaderboard { Id = NewId(), Title = "Results", Key = "main", SubmissionRule = rule, PrimaryColumn = 1 };
        board.Columns.Add(new LeaderboardColumn { Id = NewId(), Number = 1, Key = "accuracy", Title = "Accuracy", Sorting = SortDirection.Descending, Precision = 3 });
        board.Columns.Add(new LeaderboardColumn { Id = NewId(), Number = 2, Key = "loss", Title = "Loss", Sorting = SortDirection.Ascending });
        var phase = new Phase { Id = NewId(), Number = 1, Name = "Development", StartsAt = now.AddDays(-1), EndsAt = now.AddDays(30) };
        phase.Tasks.Add(new PhaseTask { TaskId = task.Id, Number = 1 });
        competition.Pages.Add(new CompetitionPage { Id = NewId(), Number = 1, Title = "Overview", Content = "# Welcome\n\nSeven measures of a grain." });
        competition.Tasks.Add(task);
        competition.Leaderboards.Add(board);
        competition.Phases.Add(phase);
        if (isPublished)
        {
            competition.Publish(now);
        }

        change?.Invoke(competition);
        await SavedAsync(competition);
        await Participant(competition, organizer, CompetitionRole.Organizer);
        return competition;
    }

    /// <summary>A person's part in a competition.</summary>
    public Task<Participant> Participant(
        Competition competition, Account account, CompetitionRole role = CompetitionRole.Participant, ParticipantState state = ParticipantState.Approved) =>
        SavedAsync(new Participant
        {
            Id = NewId(),
            CompetitionId = competition.Id,
            AccountId = account.Id,
            Role = role,
            State = state,
            JoinedAt = node.Clock.GetUtcNow(),
        });

    /// <summary>A row for a file; its bytes are not in the store.</summary>
    public Task<StoredFile> StoredFile(string content, StoredFileKind kind, string name) => SavedAsync(new StoredFile
    {
        Id = NewId(),
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))),
        Bytes = content.Length,
        Name = name,
        Kind = kind,
        CreatedAt = node.Clock.GetUtcNow(),
    });
}
