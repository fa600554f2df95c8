using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Something that happened with accounts and clients, for curators to look at and, where it is theirs, for people. Never changed; kept for a while.</summary>
internal sealed class SignOnEvent
{
    public const int DetailMaxLength = 200;

    public long Sequence { get; private set; }

    public required DateTimeOffset At { get; init; }

    public required SignOnEventKind Kind { get; init; }

    /// <summary>Whose it is; gone with the account.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The curator who did it, if it was not the person; no more than a note.</summary>
    public Guid? ById { get; init; }

    /// <summary>The client it is about; it may be gone.</summary>
    [MaxLength(Client.ClientIdMaxLength)]
    public string? ClientId { get; init; }

    [MaxLength(AccountSession.IdMaxLength)]
    public string? SessionId { get; init; }

    /// <summary>Where it came from; null if it was the command line.</summary>
    [MaxLength(50)]
    public string? Network { get; init; }

    [MaxLength(DetailMaxLength)]
    public string? Detail { get; init; }

    /// <summary>How often it happened from <see cref="At"/> on, within the hour; only refusals are counted.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>What happened.</summary>
internal enum SignOnEventKind
{
    SignedIn,
    SignInFailed,
    SignedOut,
    ConsentGiven,
    SignedInAtClient,
    Refused,
    ClientRegistered,
    ClientChanged,
    ClientRemoved,
    RoleGiven,
    RoleTaken,
    GrantRevoked,
    ConsentTakenBack,
    PasswordChanged,
    PasswordReset,
    SecondStepOn,
    SecondStepOff,
    PasskeyAdded,
    PasskeyRemoved,
    DeletionPlanned,
    DeletionTakenBack,
    RegistrationTokenMade,
}

internal sealed class SignOnEventMapping : IEntityTypeConfiguration<SignOnEvent>
{
    public void Configure(EntityTypeBuilder<SignOnEvent> builder)
    {
        builder.HasKey(e => e.Sequence);
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.AccountId, e.Sequence });
        builder.HasIndex(e => new { e.ClientId, e.Sequence });
    }
}
