using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>Makes a series, empty at first.</summary>
internal sealed class MakeSeries(HubDb db, TimeProvider clock)
{
    public async Task<(SeriesOutcome Outcome, string? Slug)> ExecuteAsync(SeriesWords words, Guid? by, CancellationToken ct)
    {
        if (words.Wrong is { } wrong)
        {
            return (wrong, null);
        }

        var slug = MemberSlug.Words(words.Slug is { Length: > 0 } chosen ? chosen : words.Title);
        if (slug.Length == 0)
        {
            return (SeriesOutcome.SlugUnfit, null);
        }

        var now = clock.GetUtcNow();
        var series = new ListingSeries { Id = Guid.CreateVersion7(now), Slug = slug, Title = words.Title.Trim(), Text = words.Text?.Trim() ?? "", CreatedAt = now };
        var made = SeriesState.Of(series, []);
        db.Add(series);
        db.Add(CurationChange.Between(new Curated(CurationSubject.Series, series.Id, series.Title), CurationAct.MakeSeries, (made with { IsRemoved = true }).ToJson(), made.ToJson(), null, by, now)!);
        try
        {
            await db.SaveChangesAsync(ct);
            return (SeriesOutcome.Done, slug);
        }
        catch (DbUpdateException e) when (e.Breaks(db, ListingSeries.SlugIndex))
        {
            db.ChangeTracker.Clear();
            return (SeriesOutcome.SlugTaken, null);
        }
    }
}

/// <summary>Changes what a series is called and says.</summary>
internal sealed class EditSeries(CurateSeries curate)
{
    public Task<SeriesOutcome> ExecuteAsync(string slug, SeriesWords words, Guid? by, CancellationToken ct) => curate.ExecuteAsync(
        slug, CurationAct.EditSeries, state => words.Wrong is { } wrong ? (null, wrong) : (state with { Title = words.Title.Trim(), Text = words.Text?.Trim() ?? "" }, default), by, ct);
}

/// <summary>Removes a series; its competitions and their standings stay as they are.</summary>
internal sealed class RemoveSeries(CurateSeries curate)
{
    public Task<SeriesOutcome> ExecuteAsync(string slug, Guid? by, CancellationToken ct) =>
        curate.ExecuteAsync(slug, CurationAct.RemoveSeries, state => (state with { IsRemoved = true }, default), by, ct);
}

/// <summary>What a curator wrote.</summary>
/// <param name="Title">The title.</param>
/// <param name="Text">What it is about.</param>
/// <param name="Slug">Its name in addresses, when it is made; the title's words if there is none.</param>
internal sealed record SeriesWords(string Title, string? Text, string? Slug = null)
{
    /// <summary>Why it can't be that; null if it can.</summary>
    public SeriesOutcome? Wrong => Title.Trim().Length is 0 or > ListingSeries.TitleMaxLength ? SeriesOutcome.NoTitle
        : Text?.Trim().Length > ListingSeries.TextMaxLength ? SeriesOutcome.TextTooLong
        : null;
}

/// <summary>How a change of a series can end.</summary>
internal enum SeriesOutcome
{
    Done,

    /// <summary>The title is missing or too long.</summary>
    NoTitle,

    TextTooLong,

    /// <summary>Nothing of it can stand in an address.</summary>
    SlugUnfit,

    /// <summary>Another series has this name in its address.</summary>
    SlugTaken,

    /// <summary>It was removed meanwhile.</summary>
    NoSeries,

    /// <summary>There are no standings of this phase, or none any more.</summary>
    NoStandings,

    /// <summary>These standings belong to the series already.</summary>
    InAlready,

    /// <summary>It has as many as it may have.</summary>
    Full,

    /// <summary>It does not belong to the series, or does no more.</summary>
    NotIn,
}
