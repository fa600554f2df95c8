using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What was found about one record of a batch.</summary>
/// <param name="Record">The record as far as it could be read.</param>
/// <param name="Fact">Its body, read; null if it is withdrawn or refused.</param>
/// <param name="Problem">Why it is refused, in a word; null if it is not.</param>
/// <param name="Detail">Why, in words.</param>
internal sealed record Judgement(FeedRecord? Record, object? Fact, string? Problem = null, string? Detail = null)
{
    /// <summary>Reads a batch's records, each for itself, and looks at their order. This asks nobody: it is done before anybody is kept waiting.</summary>
    public static IReadOnlyList<Judgement> Of(FeedBatch batch, Member member, DateTimeOffset now)
    {
        var keys = member.FactKeys;
        var last = batch.After;
        var found = new List<Judgement>(batch.Records.Count);
        foreach (var raw in batch.Records)
        {
            var judgement = Of(FeedRules.Read(raw, member.Address, keys, now));
            if (judgement.Record is { Sequence: var sequence })
            {
                judgement = sequence > last && sequence <= batch.Through ? judgement : Refuse(judgement.Record, IntakeRefusal.OutOfOrder);
                last = Math.Max(last, sequence);
            }

            found.Add(judgement);
        }

        return found;
    }

    public static Judgement Refuse(FeedRecord record, IntakeRefusal refusal) => new(record, null, Word(refusal), IntakeMessages.Sentence(refusal));

    /// <summary>A refusal as nodes read it.</summary>
    public static string Word(Enum refusal) => JsonNamingPolicy.CamelCase.ConvertName($"{refusal}");

    public RecordResult Result(RecordVerdict verdict) => new() { Sequence = Record?.Sequence, Verdict = verdict, Problem = Problem, Detail = Detail };

    private static Judgement Of(FeedReading reading) => reading is FeedReading.Refused(var record, var problem, var impossible)
        ? new Judgement(record, null, Word(problem), IntakeMessages.Sentence(problem, impossible))
        : new Judgement(((FeedReading.Accepted)reading).Record, ((FeedReading.Accepted)reading).Fact);
}
