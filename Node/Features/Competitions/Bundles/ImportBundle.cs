using System.Diagnostics;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Node.Features.Messaging;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>
/// Makes a draft competition of an uploaded bundle: reads and checks it, stores its parts, and writes competition, files and outcome in
/// one transaction. Until then nothing exists; a crash leaves an import that is begun again.
/// </summary>
internal sealed partial class ImportBundle(
    NodeDb db, IFileStore files, ReadBundle read, StoreBundleParts store, Watchers watchers, TimeProvider clock, IOptions<BundleOptions> options,
    ILogger<ImportBundle> logger)
{
    private const int SlugTries = 5;

    /// <summary>Begins an attempt at an import and brings it to its end.</summary>
    public async Task<ImportOutcome> ExecuteAsync(Guid importId, CancellationToken ct)
    {
        var import = await db.BundleImports.Include(i => i.File).SingleOrDefaultAsync(i => i.Id == importId, ct);
        if (import is null or { IsOver: true })
        {
            return new ImportOutcome.NotOurs();
        }

        return await UnlessTakenAsync(import, async () =>
        {
            if (import.Attempts >= BundleImport.MaxAttempts)
            {
                return await RefuseAsync(import, [BundleMessages.GivenUp()], ct);
            }

            import.Begin("Reading the archive");
            await db.SaveChangesAsync(ct);
            watchers.Changed(importId);
            return await UnpackInTimeAsync(import, ct);
        });
    }

    /// <summary>Brings an attempt that was just begun to its end.</summary>
    public Task<ImportOutcome> ContinueAsync(BundleImport import, CancellationToken ct) =>
        UnlessTakenAsync(import, () => UnpackInTimeAsync(import, ct));

    private async Task<ImportOutcome> UnlessTakenAsync(BundleImport import, Func<Task<ImportOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (DbUpdateConcurrencyException)
        {
            LogTaken(import.Id);
            return new ImportOutcome.NotOurs();
        }
    }

    private async Task<ImportOutcome> UnpackInTimeAsync(BundleImport import, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.Value.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            return await UnpackAsync(import, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return await RefuseAsync(import, [BundleMessages.TookTooLong(options.Value.TimeLimit)], ct);
        }
        catch (ZipDamagedException e)
        {
            return await RefuseAsync(import, [BundleMessages.Damaged(e.Path)], ct);
        }
        catch (IOException e) when (StorageErrors.IsFull(e))
        {
            LogNoRoom(import.Id);
            return await RefuseAsync(import, [BundleMessages.NoRoom()], ct);
        }
    }

    private async Task<ImportOutcome> UnpackAsync(BundleImport import, CancellationToken ct)
    {
        await using var archive = await files.OpenAsync(import.File!.Sha256, ct);
        if (archive is null)
        {
            return await RefuseAsync(import, [BundleMessages.Gone()], ct);
        }

        switch (await read.FromAsync(archive, ct))
        {
            case BundleReading.Readable(var content, var warnings):
                var parts = await store.ExecuteAsync(content, new ImportProgress(db, import, watchers, clock, ct), ct);
                return await CreateDraftAsync(import, content, parts, warnings, ct);
            case BundleReading.Unreadable(var problems):
                return await RefuseAsync(import, problems, ct);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private async Task<ImportOutcome> CreateDraftAsync(
        BundleImport import, BundleContent content, IReadOnlyDictionary<string, StoredPart> parts, IReadOnlyList<BundleProblem> warnings, CancellationToken ct)
    {
        var wanted = CompetitionSlug.From(content.Manifest.Title);
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var taken = await db.Competitions.Where(c => c.Slug.StartsWith(wanted)).Select(c => c.Slug).ToListAsync(ct);
            var draft = new DraftCompetition(import, CompetitionSlug.Free(wanted, taken), content, parts, now);
            db.AddRange([.. draft.Files, draft.Competition, draft.Organizer]);
            import.Succeed(draft.Competition.Id, warnings.Count == 0 ? null : BundleProblem.ToJson(warnings), now);
            try
            {
                await db.SaveChangesAsync(ct);
                watchers.Changed(import.Id);
                LogImported(import.Id, draft.Competition.Id);
                return new ImportOutcome.Imported(draft.Competition.Slug, warnings);
            }
            catch (DbUpdateException e) when (attempt < SlugTries && e.Breaks(db, Competition.SlugIndex))
            {
                // Somebody took the name between looking and saving.
                ForgetDraft();
            }
        }
    }

    private async Task<ImportOutcome> RefuseAsync(BundleImport import, IReadOnlyList<BundleProblem> problems, CancellationToken ct)
    {
        ForgetDraft();
        import.Refuse(BundleProblem.ToJson(problems), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        watchers.Changed(import.Id);
        LogRefused(import.Id, problems.Count);
        return new ImportOutcome.Refused(problems);
    }

    // The import stays; rows that were not saved are made anew or not at all.
    private void ForgetDraft()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    [LoggerMessage(LogLevel.Information, "Bundle import {Import} made the draft competition {Competition}")]
    private partial void LogImported(Guid import, Guid competition);

    [LoggerMessage(LogLevel.Information, "Bundle import {Import} was refused with {Count} problems")]
    private partial void LogRefused(Guid import, int count);

    [LoggerMessage(LogLevel.Information, "Bundle import {Import} is over already, or another process has begun it anew")]
    private partial void LogTaken(Guid import);

    [LoggerMessage(LogLevel.Error, "Bundle import {Import} found the disk full: make room in the data directory")]
    private partial void LogNoRoom(Guid import);
}
