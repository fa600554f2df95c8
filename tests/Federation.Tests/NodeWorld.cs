using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Federation.Tests;

/// <summary>What happens at a node: competitions that are published, edited, hidden and taken back, people who join, scores that come and go.</summary>
internal sealed class NodeWorld(SimulatedNode node, TimeProvider clock)
{
    private readonly List<Guid> _competitions = [];
    private Guid _program;
    private int _count;

    public async Task BeginAsync(int competitions)
    {
        await node.QueryAsync(async db =>
        {
            _program = Id();
            db.Add(new StoredFile { Id = _program, Sha256 = new string('a', 64), Bytes = 1, Name = "scoring.zip", Kind = StoredFileKind.ScoringProgram, CreatedAt = clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        for (var i = 0; i < competitions; i++)
        {
            await MakeAsync();
        }
    }

    /// <summary>One change, as the dice fall.</summary>
    public async Task ChangeAsync(Random dice)
    {
        var competition = _competitions[dice.Next(_competitions.Count)];
        switch (dice.Next(100))
        {
            case < 3:
                await MakeAsync();
                break;
            case < 12:
                await ToggleAsync(competition);
                break;
            case < 35:
                await EditAsync(competition, $"Title {++_count}");
                break;
            case < 45:
                await ListAsync(competition, (HubVisibility)dice.Next(3), [$"tag{dice.Next(5)}"]);
                break;
            case < 55:
                await JoinAsync(competition);
                break;
            case < 90:
                await ScoreAsync(competition, dice);
                break;
            default:
                await UnscoreAsync(competition, dice);
                break;
        }
    }

    public Task EditAsync(Guid competition, string title) => WithAsync(competition, (services, found) =>
        services.GetRequiredService<EditDetails>().ExecuteAsync(found, DetailsForm.Of(found).Values() with { Title = title, Description = "What it is about." }, found.Revision, CancellationToken.None));

    public async Task<Guid> MakeAsync()
    {
        var (now, number) = (clock.GetUtcNow(), ++_count);
        var organizer = Person(number);
        var competition = new Competition { Id = Id(), Slug = $"c{number}", Title = $"Competition {number}", CreatedById = organizer.Id, CreatedAt = now, Terms = "Be fair." };
        var task = new CompetitionTask { Id = Id(), Number = 1, Name = "Classify", ScoringProgramId = _program };
        var board = new Leaderboard { Id = Id(), Title = "Results", Key = "main", SubmissionRule = SubmissionRule.ForceBest, PrimaryColumn = 1 };
        board.Columns.Add(new LeaderboardColumn { Id = Id(), Number = 1, Key = "accuracy", Title = "Accuracy", Sorting = SortDirection.Descending, Precision = 3 });
        var phase = new Phase { Id = Id(), Number = 1, Name = "Development", StartsAt = now.AddDays(-1), EndsAt = now.AddDays(30) };
        phase.Tasks.Add(new PhaseTask { TaskId = task.Id, Number = 1 });
        competition.Tasks.Add(task);
        competition.Leaderboards.Add(board);
        competition.Phases.Add(phase);
        await node.QueryAsync(async db =>
        {
            db.AddRange(organizer, competition);
            return await db.SaveChangesAsync();
        });
        _competitions.Add(competition.Id);
        await ToggleAsync(competition.Id);
        return competition.Id;
    }

    private Task ToggleAsync(Guid competition) => WithAsync<object>(competition, async (services, found) => found.IsPublished
        ? await services.GetRequiredService<UnpublishCompetition>().ExecuteAsync(found, CancellationToken.None)
        : await services.GetRequiredService<PublishCompetition>().ExecuteAsync(found, CancellationToken.None));

    private Task ListAsync(Guid competition, HubVisibility visibility, string[] tags) => WithAsync(competition, (services, found) =>
        services.GetRequiredService<EditListing>().ExecuteAsync(found, new ListingValues { Visibility = visibility, Tags = tags }, found.Revision, CancellationToken.None));

    private Task JoinAsync(Guid competition) => NotingAsync((db, note) =>
    {
        var person = Person(++_count);
        db.AddRange(person, new Participant { Id = Id(), CompetitionId = competition, AccountId = person.Id, Role = CompetitionRole.Participant, State = ParticipantState.Approved, JoinedAt = clock.GetUtcNow() });
        note.OfActivity(competition);
        return Task.CompletedTask;
    });

    private Task ScoreAsync(Guid competition, Random dice) => NotingAsync(async (db, note) =>
    {
        var phase = await db.Phases.SingleAsync(p => p.CompetitionId == competition);
        var board = await db.Leaderboards.Include(l => l.Columns).SingleAsync(l => l.CompetitionId == competition);
        var entries = await db.Entries.Include(e => e.Scores).Where(e => e.PhaseId == phase.Id).OrderBy(e => e.Id).ToListAsync();
        var score = Math.Round(dice.NextDouble(), 6);
        if (entries.Count > 0 && dice.Next(3) > 0)
        {
            var entry = entries[dice.Next(entries.Count)];
            (entry.Primary, entry.Scores[0].Value) = (score, score);
            note.OfEntry(phase.Id, entry.Id);
            return;
        }

        var person = Person(++_count);
        var submission = Submission(competition, phase, person);
        var added = new Entry { Id = Id(), LeaderboardId = board.Id, PhaseId = phase.Id, AccountId = person.Id, SubmissionId = submission.Id, SubmittedAt = clock.GetUtcNow(), Primary = score };
        added.Scores.Add(new EntryScore { ColumnId = board.Columns[0].Id, Value = score });
        db.AddRange(person, submission, added);
        note.OfEntry(phase.Id, added.Id);
        note.OfActivity(competition);
    });

    private Task UnscoreAsync(Guid competition, Random dice) => NotingAsync(async (db, note) =>
    {
        var entries = await db.Entries.Where(e => db.Phases.Any(p => p.Id == e.PhaseId && p.CompetitionId == competition)).OrderBy(e => e.Id).ToListAsync();
        if (entries.Count > 0)
        {
            var entry = entries[dice.Next(entries.Count)];
            db.Remove(entry);
            note.OfEntry(entry.PhaseId, entry.Id);
        }
    });

    private Submission Submission(Guid competition, Phase phase, Account person) => new()
    {
        Id = Id(),
        CompetitionId = competition,
        PhaseId = phase.Id,
        AccountId = person.Id,
        Number = ++_count,
        FileId = _program,
        HasMetadata = false,
        HasWrappingFolder = false,
        CreatedAt = clock.GetUtcNow(),
    };

    private Task<T> WithAsync<T>(Guid competition, Func<IServiceProvider, Competition, Task<T>> act) => node.InScopeAsync(async services =>
        await act(services, await services.GetRequiredService<NodeDb>().Competitions.Include(c => c.Phases).SingleAsync(c => c.Id == competition)));

    private Task NotingAsync(Func<NodeDb, NoteChange, Task> change) => node.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<NodeDb>();
        await change(db, services.GetRequiredService<NoteChange>());
        return await db.SaveChangesAsync();
    });

    private Account Person(int number) => new()
    {
        Id = Id(),
        DisplayName = $"Person {number}",
        CreatedAt = clock.GetUtcNow(),
        UserName = $"person{number}@example.org",
        NormalizedUserName = $"PERSON{number}@EXAMPLE.ORG",
        Email = $"person{number}@example.org",
    };

    private Guid Id() => Guid.CreateVersion7(clock.GetUtcNow());
}
