using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Feed;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Curation.Changes;

/// <summary>
/// A line of what curators did to the catalogue: what of the thing was how before, and how after. It is written in the transaction of the
/// change, and stays when the thing goes.
/// </summary>
internal sealed class CurationChange
{
    public const int TitleMaxLength = CompetitionCard.TitleMaxLength, ReasonMaxLength = 500, StateMaxLength = 100_000;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its number, in the order things happened.</summary>
    public long Id { get; private set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The curator; null once their account is deleted.</summary>
    public Guid? By { get; init; }

    public required CurationAct Act { get; init; }
    public required CurationSubject SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }

    /// <summary>What it was called then.</summary>
    [MaxLength(TitleMaxLength)]
    public required string SubjectTitle { get; init; }

    /// <summary>What changed, as it was before: a JSON object; read <see cref="Before"/>.</summary>
    [MaxLength(StateMaxLength)]
    public required string BeforeJson { get; init; }

    /// <summary>What changed, as it was after: an object of the same members; read <see cref="After"/>.</summary>
    [MaxLength(StateMaxLength)]
    public required string AfterJson { get; init; }

    [MaxLength(ReasonMaxLength)]
    public string? Reason { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>The curator who took it back; null if nobody, or their account is deleted.</summary>
    public Guid? UndoneBy { get; set; }

    public JsonObject Before => JsonNode.Parse(BeforeJson)!.AsObject();

    public JsonObject After => JsonNode.Parse(AfterJson)!.AsObject();

    /// <summary>The line for a change; null if there is none. Of both states only what differs is kept.</summary>
    public static CurationChange? Between(Curated thing, CurationAct act, JsonObject before, JsonObject after, string? reason, Guid? by, DateTimeOffset now)
    {
        string[] changed = [.. before.Concat(after).Select(m => m.Key).Distinct().Where(k => !JsonNode.DeepEquals(before[k], after[k]))];
        string Only(JsonObject state) => new JsonObject(changed.Select(k => KeyValuePair.Create(k, state[k]?.DeepClone()))).ToJsonString(Readable);

        return changed.Length == 0 ? null : new CurationChange
        {
            At = now,
            By = by,
            Act = act,
            SubjectKind = thing.Kind,
            SubjectId = thing.Id,
            SubjectTitle = thing.Title,
            BeforeJson = Only(before),
            AfterJson = Only(after),
            Reason = reason,
        };
    }
}

/// <summary>A thing curators change, by its kind, id and name.</summary>
internal sealed record Curated(CurationSubject Kind, Guid Id, string Title);

internal sealed class CurationChangeMapping : IEntityTypeConfiguration<CurationChange>
{
    public void Configure(EntityTypeBuilder<CurationChange> builder)
    {
        builder.ToTable("CurationChanges");
        builder.Ignore(c => c.Before).Ignore(c => c.After);
        builder.HasIndex(c => new { c.SubjectKind, c.SubjectId });
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.By).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.UndoneBy).OnDelete(DeleteBehavior.SetNull);

        // Of two curators who take one back at once, one does.
        builder.Property(c => c.UndoneAt).IsConcurrencyToken();
    }
}
