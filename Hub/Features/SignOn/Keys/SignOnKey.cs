using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Keys;

/// <summary>
/// A key the hub signs tokens with. It is published from when it is made, signs from <see cref="SignsFrom"/> until the next one of its
/// algorithm does, and is published on until everything it signed has expired.
/// </summary>
internal sealed class SignOnKey
{
    public const string TurnIndex = "ix_sign_on_keys_turn";

    public required Guid Id { get; init; }

    /// <summary>The thumbprint of the public half: <c>kid</c>.</summary>
    public required string KeyId { get; init; }

    public required SigningAlgorithm Algorithm { get; init; }

    /// <summary>The public half, as JSON.</summary>
    [MaxLength(2000)]
    public required string PublicKey { get; init; }

    /// <summary>The private key, encrypted by Data Protection.</summary>
    [MaxLength(8000)]
    public required string ProtectedKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset SignsFrom { get; init; }

    public JsonWebKey Public() => JsonSerializer.Deserialize<JsonWebKey>(PublicKey)!;
}

internal sealed class SignOnKeyMapping : IEntityTypeConfiguration<SignOnKey>
{
    // Two hubs on one database plan the same next key: one of them makes it.
    public void Configure(EntityTypeBuilder<SignOnKey> builder) =>
        builder.HasIndex(k => new { k.Algorithm, k.SignsFrom }).IsUnique().HasDatabaseName(SignOnKey.TurnIndex);
}
