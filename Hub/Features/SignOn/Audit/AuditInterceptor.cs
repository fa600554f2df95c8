using Agon.Hub.Data;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Writes the event beside the change it tells of, in the same transaction: neither can be there without the other, whoever makes the change.</summary>
internal sealed class AuditInterceptor(MakeEvent make) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (HubDb)eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            if (await EventOfAsync(db, entry, cancellationToken) is { } noted)
            {
                db.Add(noted);
            }
        }

        return result;
    }

    // What was not saved did not happen: its event must not go along with the next save.
    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        foreach (var noted in eventData.Context!.ChangeTracker.Entries<SignOnEvent>().Where(e => e.State == EntityState.Added).ToList())
        {
            noted.State = EntityState.Detached;
        }

        return Task.CompletedTask;
    }

    private async Task<SignOnEvent?> EventOfAsync(HubDb db, EntityEntry entry, CancellationToken ct) => (entry.Entity, entry.State) switch
    {
        (AccountSession s, EntityState.Added) => make.Of(SignOnEventKind.SignedIn, account: s.AccountId, session: s.Id, detail: s.Device),
        (EndedSession s, EntityState.Added) => make.Of(SignOnEventKind.SignedOut, account: s.AccountId, session: s.SessionId),
        (Grant g, EntityState.Added) => make.Of(SignOnEventKind.SignedInAtClient, account: g.AccountId, client: g.ClientId, session: g.SessionId, detail: g.Scopes),
        (Consent c, EntityState.Added or EntityState.Modified) => make.Of(SignOnEventKind.ConsentGiven, account: c.AccountId, client: c.ClientId, detail: c.Scopes),
        (Client c, EntityState.Added) => make.Of(SignOnEventKind.ClientRegistered, client: c.ClientId, detail: c.Name),
        (Client c, EntityState.Deleted) => make.Of(SignOnEventKind.ClientRemoved, client: c.ClientId, detail: c.Name),
        (Client c, EntityState.Modified) => make.Of(SignOnEventKind.ClientChanged, client: c.ClientId, detail: Changed(entry)),
        (RegistrationToken, EntityState.Added) => make.Of(SignOnEventKind.RegistrationTokenMade),
        (PlannedDeletion d, EntityState.Added) => make.Of(SignOnEventKind.DeletionPlanned, account: d.AccountId),
        (IdentityUserPasskey<Guid> p, EntityState.Added) => make.Of(SignOnEventKind.PasskeyAdded, account: p.UserId, detail: p.Data.Name),
        (IdentityUserPasskey<Guid> p, EntityState.Deleted) => make.Of(SignOnEventKind.PasskeyRemoved, account: p.UserId, detail: p.Data.Name),
        (IdentityUserRole<Guid> r, EntityState.Added) => make.Of(SignOnEventKind.RoleGiven, account: r.UserId, detail: await RoleAsync(db, r, ct)),
        (IdentityUserRole<Guid> r, EntityState.Deleted) => make.Of(SignOnEventKind.RoleTaken, account: r.UserId, detail: await RoleAsync(db, r, ct)),
        _ => null,
    };

    // What was changed, in the words of the code, and never to what: a secret's digest is nobody's business.
    private static string Changed(EntityEntry entry) => string.Join(' ', entry.Properties.Where(p => p.IsModified).Select(p =>
        p.Metadata.Name == nameof(Client.IsEnabled) ? (bool)p.CurrentValue! ? "enabled" : "disabled" : p.Metadata.Name));

    private static Task<string?> RoleAsync(HubDb db, IdentityUserRole<Guid> held, CancellationToken ct) =>
        db.Roles.Where(r => r.Id == held.RoleId).Select(r => r.Name).SingleOrDefaultAsync(ct);
}
