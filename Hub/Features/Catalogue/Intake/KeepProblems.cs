using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Keeps the refused records of a batch for curators to see, and drops those that came right, in the batch's transaction.</summary>
internal sealed class KeepProblems(HubDb db)
{
    /// <summary>Adds and drops; the caller saves.</summary>
    public async Task ExecuteAsync(Member member, FeedBatch batch, IReadOnlyList<(RecordVerdict Verdict, Judgement Judgement)> results, DateTimeOffset now, CancellationToken ct)
    {
        var latest = new Dictionary<(string Kind, string Key), IntakeProblem?>();
        for (var i = 0; i < results.Count; i++)
        {
            var (verdict, judgement) = results[i];
            var name = judgement.Record is { } record ? (Cut(record.Kind, CompetitionCard.WordMaxLength), Cut(record.Key, FeedRecord.KeyMaxLength)) : ("", $"record {i + 1} after {batch.After}");
            latest[name] = verdict == RecordVerdict.Refused ? Problem(member, name, judgement, batch, now) : null;
        }

        var keys = latest.Keys.Select(n => n.Key).Distinct().ToList();
        var known = keys.Count == 0 ? [] : await db.IntakeProblems.Where(p => p.MemberId == member.Id && keys.Contains(p.Key)).ToListAsync(ct);
        db.RemoveRange(known.Where(p => latest.ContainsKey((p.Kind, p.Key))));
        db.AddRange(latest.Values.OfType<IntakeProblem>());
    }

    /// <summary>Drops the oldest beyond <see cref="IntakeProblem.MaxKept"/>, once the others are saved.</summary>
    public Task BoundAsync(Guid memberId, CancellationToken ct)
    {
        var old = db.IntakeProblems.Where(p => p.MemberId == memberId).OrderByDescending(p => p.At).ThenByDescending(p => p.Sequence).ThenBy(p => p.Id).Skip(IntakeProblem.MaxKept).Select(p => p.Id);
        return db.IntakeProblems.Where(p => old.Contains(p.Id)).ExecuteDeleteAsync(ct);
    }

    private static IntakeProblem Problem(Member member, (string Kind, string Key) name, Judgement judgement, FeedBatch batch, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MemberId = member.Id,
        Kind = name.Kind,
        Key = name.Key,
        Sequence = judgement.Record?.Sequence ?? batch.Through,
        Problem = judgement.Problem!,
        Detail = judgement.Detail!,
        At = now,
    };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
