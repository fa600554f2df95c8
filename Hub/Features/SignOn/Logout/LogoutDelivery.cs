using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>
/// The news for one client that a session ended in which it got tokens. It is sent to the client's logout address, tried again for some
/// hours, and given to a node with its regular call as long as it was not told. The account may be gone meanwhile.
/// </summary>
internal sealed class LogoutDelivery
{
    public const int FailureMaxLength = 200;

    // After each failed try; then it is given up.
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    public required Guid Id { get; init; }

    [MaxLength(Client.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>The session, as this client knows it: <c>sid</c>.</summary>
    [MaxLength(AccountSession.IdMaxLength)]
    public required string SessionId { get; init; }

    /// <summary>The person, as this client knows them: <c>sub</c>.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>When it is sent next; null when it was told, given up, or there is no address to send it to.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How often it was sent in vain.</summary>
    public int Tries { get; private set; }

    /// <summary>Why it failed the last time.</summary>
    [MaxLength(FailureMaxLength)]
    public string? LastFailure { get; private set; }

    /// <summary>When the client said that it knows.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    public bool IsGivenUp => ToldAt is null && DueAt is null && Tries > 0;

    public void Succeed(DateTimeOffset now) => (ToldAt, DueAt) = (now, null);

    /// <summary>Plans the next try, or gives up.</summary>
    public void Fail(string why, DateTimeOffset now)
    {
        LastFailure = why.Length > FailureMaxLength ? why[..FailureMaxLength] : why;
        DueAt = Tries < Waits.Length ? now + Waits[Tries] : null;
        Tries++;
    }
}

internal sealed class LogoutDeliveryMapping : IEntityTypeConfiguration<LogoutDelivery>
{
    public void Configure(EntityTypeBuilder<LogoutDelivery> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(d => d.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new { d.SessionId, d.ClientId }).IsUnique();
        builder.HasIndex(d => d.DueAt);
        builder.HasIndex(d => new { d.ClientId, d.ToldAt });
        builder.HasIndex(d => d.EndedAt);
    }
}
