using System.IO.Compression;
using System.Text;
using Agon.Node.Data;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>Writes a competition as a bundle, piece by piece from the store: however large its files are, little of them is in memory.</summary>
internal sealed class ExportBundle(NodeDb db, IFileStore files)
{
    // The first moment the format knows: the same competition gives the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="competitionId">The competition.</param>
    /// <param name="target">Where the zip goes; needs no seeking.</param>
    /// <param name="ct">Stops half-way.</param>
    /// <exception cref="FileNotFoundException">A file is missing in the store.</exception>
    public async Task ExecuteAsync(Guid competitionId, Stream target, CancellationToken ct)
    {
        var described = new DescribeCompetition(await LoadAsync(competitionId, ct));
        await using var deferred = new DeferredWrites(target);
        await using (var zip = await ZipArchive.CreateAsync(deferred, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await WriteAsync(zip, described, ct);
        }

        await deferred.FlushAsync(ct);
    }

    private async Task WriteAsync(ZipArchive zip, DescribeCompetition described, CancellationToken ct)
    {
        await WriteAsync(zip, "competition.yaml", WriteManifest.Of(described.Manifest), ct);
        foreach (var (path, text) in described.Parts.Texts)
        {
            await WriteAsync(zip, path, text, ct);
        }

        foreach (var (path, file) in described.Parts.Files)
        {
            await using var from = await files.OpenAsync(file.Sha256, ct) ?? throw new FileNotFoundException($"The file {file.Id} is missing in the store.", file.Sha256);
            await using var to = await Entry(zip, path, IsPacked(path) ? CompressionLevel.NoCompression : CompressionLevel.Fastest).OpenAsync(ct);
            await WriteZip.CopyAsync(from, to, _ => ValueTask.CompletedTask, ct);
        }
    }

    private Task<Competition> LoadAsync(Guid id, CancellationToken ct) => db.Competitions.AsNoTracking()
        .Include(c => c.Logo)
        .Include(c => c.HubCard)
        .Include(c => c.Pages)
        .Include(c => c.FactSheet)
        .Include(c => c.Tasks).ThenInclude(t => t.ScoringProgram)
        .Include(c => c.Tasks).ThenInclude(t => t.IngestionProgram)
        .Include(c => c.Tasks).ThenInclude(t => t.InputData)
        .Include(c => c.Tasks).ThenInclude(t => t.ReferenceData)
        .Include(c => c.Solutions).ThenInclude(s => s.File)
        .Include(c => c.Solutions).ThenInclude(s => s.Tasks)
        .Include(c => c.Phases).ThenInclude(p => p.Tasks)
        .Include(c => c.Phases).ThenInclude(p => p.StartingKit)
        .Include(c => c.Phases).ThenInclude(p => p.PublicData)
        .Include(c => c.Leaderboards).ThenInclude(l => l.Columns)
        .Include(c => c.Leaderboards).ThenInclude(l => l.ColumnGroups)
        .AsSplitQuery()
        .SingleAsync(c => c.Id == id, ct);

    private static bool IsPacked(string path) => Path.GetExtension(path).ToUpperInvariant() is ".ZIP" or ".GZ" or ".PNG" or ".JPG" or ".JPEG" or ".WEBP";

    private static async Task WriteAsync(ZipArchive zip, string path, string text, CancellationToken ct)
    {
        await using var to = await Entry(zip, path, CompressionLevel.Fastest).OpenAsync(ct);
        await to.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string path, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = Epoch;
        return entry;
    }
}
