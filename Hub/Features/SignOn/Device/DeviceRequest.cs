using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>A program without a browser that waits for a person to type its code on another device (RFC 8628).</summary>
internal sealed class DeviceRequest
{
    public const string DeviceDigestIndex = "ix_device_requests_device_digest", UserDigestIndex = "ix_device_requests_user_digest";

    public required Guid Id { get; init; }

    [MaxLength(Client.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>What the program polls with, as a digest.</summary>
    [MaxLength(RandomSecret.DigestLength)]
    public required string DeviceDigest { get; init; }

    /// <summary>What the person types, as a digest.</summary>
    [MaxLength(RandomSecret.DigestLength)]
    public required string UserDigest { get; init; }

    /// <summary>What it asks for, words separated by spaces.</summary>
    [MaxLength(Grant.ScopesMaxLength)]
    public required string Scopes { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long the program waits between two polls; longer after each that came too early.</summary>
    public required int IntervalSeconds { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>When a person said yes or no.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What they gave; null after a no.</summary>
    public Guid? GrantId { get; init; }

    /// <summary>When the program got its tokens.</summary>
    public DateTimeOffset? RedeemedAt { get; init; }
}

internal sealed class DeviceRequestMapping : IEntityTypeConfiguration<DeviceRequest>
{
    public void Configure(EntityTypeBuilder<DeviceRequest> builder)
    {
        builder.HasIndex(r => r.DeviceDigest).IsUnique().HasDatabaseName(DeviceRequest.DeviceDigestIndex);
        builder.HasIndex(r => r.UserDigest).IsUnique().HasDatabaseName(DeviceRequest.UserDigestIndex);
        builder.HasIndex(r => r.ExpiresAt);
        builder.HasOne<Client>().WithMany().HasForeignKey(r => r.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Grant>().WithMany().HasForeignKey(r => r.GrantId).OnDelete(DeleteBehavior.Cascade);
    }
}
