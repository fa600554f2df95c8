using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Files;

/// <summary>A named use of a blob: the bytes live once in the blob store under their digest, however many files point at them.</summary>
internal sealed class StoredFile
{
    public const int NameMaxLength = 200;

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits: the blob's name in the store.</summary>
    [MaxLength(64)]
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The name it came under: shown and offered for downloads, never used as a path.</summary>
    [MaxLength(NameMaxLength)]
    public required string Name { get; init; }

    public required StoredFileKind Kind { get; init; }

    /// <summary>Who uploaded it; null for what the node or a worker made.</summary>
    public Guid? OwnerId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A file whose bytes have just been kept.</summary>
    public static StoredFile Of(StoredBlob blob, string name, StoredFileKind kind, Guid? ownerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Sha256 = blob.Sha256,
        Bytes = blob.Bytes,
        Name = name,
        Kind = kind,
        OwnerId = ownerId,
        CreatedAt = now,
    };
}

internal enum StoredFileKind
{
    Bundle,
    Logo,
    ScoringProgram,
    IngestionProgram,
    InputData,
    ReferenceData,
    PublicData,
    StartingKit,
    Solution,
    Submission,
    RunOutput,
}

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder) => builder.HasIndex(f => f.Sha256);
}
