using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Feed;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Changes whether and how the hub lists a competition, unless somebody else changed the competition since it was read.</summary>
internal sealed partial class EditListing(NodeDb db, NoteChange note, ILogger<EditListing> logger)
{
    public async Task<EditListingOutcome> ExecuteAsync(Competition competition, ListingValues values, int revision, CancellationToken ct)
    {
        if (values.Impossible() is { Count: > 0 } facts)
        {
            return new EditListingOutcome.Impossible(facts);
        }

        await db.HubCards.Where(c => c.CompetitionId == competition.Id).LoadAsync(ct);
        if (competition.Revision != revision)
        {
            return new EditListingOutcome.Stale();
        }

        values.Fill(competition.HubCard ??= new HubCard { CompetitionId = competition.Id });
        competition.Revision++;
        note.OfCompetition(competition.Id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.Breaks(db, HubCard.Key))
        {
            db.ChangeTracker.Clear();
            return new EditListingOutcome.Stale();
        }

        LogEdited(competition.Id, values.Visibility);
        return new EditListingOutcome.Saved();
    }

    [LoggerMessage(LogLevel.Information, "What the hub is told of competition {Competition} was edited; it is {Visibility}")]
    private partial void LogEdited(Guid competition, HubVisibility visibility);
}

/// <summary>What an organizer may say for the hub.</summary>
internal sealed record ListingValues
{
    public HubVisibility Visibility { get; init; }
    public string? Institution { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<string> TaskTypes { get; init; } = [];
    public IReadOnlyList<string> Modalities { get; init; } = [];
    public IReadOnlyList<string> SubmissionKinds { get; init; } = [];
    public string? Language { get; init; }
    public string? Hardware { get; init; }
    public bool IsConfidential { get; init; }

    public static ListingValues Of(HubCard? card) => card is null ? new ListingValues() : new ListingValues
    {
        Visibility = card.Visibility,
        Institution = card.Institution,
        Tags = card.Tags,
        TaskTypes = card.TaskTypes,
        Modalities = card.Modalities,
        SubmissionKinds = card.SubmissionKinds,
        Language = card.Language,
        Hardware = card.Hardware,
        IsConfidential = card.IsConfidential,
    };

    public void Fill(HubCard card)
    {
        (card.Visibility, card.Institution, card.Language, card.Hardware, card.IsConfidential) = (Visibility, Institution, Language, Hardware, IsConfidential);
        (card.Tags, card.TaskTypes, card.Modalities, card.SubmissionKinds) = ([.. Tags], [.. TaskTypes], [.. Modalities], [.. SubmissionKinds]);
    }

    /// <summary>What the hub would refuse, by the very rules it goes by.</summary>
    public IReadOnlyList<ImpossibleFact> Impossible()
    {
        const string address = "https://node.example";
        var start = DateTimeOffset.UnixEpoch.AddYears(50);
        return FeedRules.Impossible(
            new CompetitionCard
            {
                Title = "-",
                Address = $"{address}/",
                Organizer = "-",
                PublishedAt = start,
                Phases = [new CardPhase { Id = RecordKinds.Key(default), Name = "-", StartsAt = start }],
                Institution = Institution,
                Tags = Tags,
                TaskTypes = TaskTypes,
                Modalities = Modalities,
                SubmissionKinds = SubmissionKinds,
                Language = Language,
                Hardware = Hardware,
                IsConfidential = IsConfidential,
            },
            address);
    }
}

internal abstract record EditListingOutcome
{
    private EditListingOutcome()
    {
    }

    public sealed record Saved : EditListingOutcome;

    /// <summary>The hub would refuse the card for these.</summary>
    public sealed record Impossible(IReadOnlyList<ImpossibleFact> Facts) : EditListingOutcome;

    /// <summary>Somebody was faster: nothing was saved.</summary>
    public sealed record Stale : EditListingOutcome;
}
