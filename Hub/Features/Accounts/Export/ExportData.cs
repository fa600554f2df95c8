using System.Text.Encodings.Web;
using System.Text.Json;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.People;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Accounts.Export;

/// <summary>Everything the hub holds of a person, as JSON. Left out: digests and keys, which say nothing of them and would help a thief.</summary>
internal sealed class ExportData(HubDb db, UserManager<Account> users, ReadEntries readEntries, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> ExecuteAsync(Account account, CancellationToken ct)
    {
        var id = account.Id;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                WrittenAt = clock.GetUtcNow(),
                Account = new { account.Id, account.Email, account.EmailConfirmed, account.DisplayName, account.CreatedAt, LockedUntil = account.LockoutEnd, account.AccessFailedCount },
                Roles = await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where held.UserId == id select role.Name).ToListAsync(ct),
                About = await db.PersonProfiles.Where(p => p.AccountId == id)
                    .Select(p => new { p.Affiliation, p.Orcid, p.IsPublic, p.IsAffiliationPublic, p.IsOrcidPublic }).SingleOrDefaultAsync(ct),
                Sessions = await db.Set<AccountSession>().Where(s => s.AccountId == id).OrderBy(s => s.CreatedAt)
                    .Select(s => new { s.Id, s.CreatedAt, s.LastSeenAt, s.Device, s.Network }).ToListAsync(ct),
                EndedSessions = await db.Set<EndedSession>().Where(s => s.AccountId == id).OrderBy(s => s.Sequence).Select(s => new { s.SessionId, s.EndedAt }).ToListAsync(ct),
                Passkeys = (await users.GetPasskeysAsync(account)).Select(p => new { p.Name, p.CreatedAt, p.IsBackedUp, p.SignCount }),
                SecondStepSince = await db.SecondStepSinceAsync(id, ct),
                DeletionPlanned = await db.PlannedDeletions.Where(d => d.AccountId == id).Select(d => new { d.AskedAt, d.DueAt }).SingleOrDefaultAsync(ct),
                WhatHappened = (await db.SignOnEvents.AsNoTracking().Where(e => e.AccountId == id).OrderBy(e => e.Sequence).ToListAsync(ct))
                    .Select(e => new { e.At, What = $"{e.Kind}", e.ClientId, e.SessionId, e.Network, e.Detail, e.Count }),
                Consents = await db.Consents.Where(c => c.AccountId == id).OrderBy(c => c.GivenAt).Select(c => new { c.ClientId, c.Scopes, c.Claims, c.GivenAt }).ToListAsync(ct),
                Grants = await db.Grants.Where(g => g.AccountId == id).OrderBy(g => g.CreatedAt)
                    .Select(g => new { g.ClientId, g.Scopes, g.SessionId, g.AuthenticatedAt, g.Methods, g.CreatedAt, g.ExpiresAt, g.RevokedAt }).ToListAsync(ct),
                KnownAs = await db.PairwiseSubjects.Where(s => s.AccountId == id).OrderBy(s => s.Sector).Select(s => new { s.Sector, s.Subject }).ToListAsync(ct),
                Entries = await EntriesAsync(id, ct),
                InvitationsMade = await db.Invitations.Where(i => i.CreatedBy == id).OrderBy(i => i.CreatedAt).Select(i => new { i.CreatedAt, i.Note }).ToListAsync(ct),
                NodesDecided = (await db.MemberChanges.AsNoTracking().Where(c => c.By == id).OrderBy(c => c.At).ToListAsync(ct))
                    .Select(c => new { c.At, What = $"{c.Act}", c.Reason }),
                ReportsSent = (await db.ListingReports.AsNoTracking().Where(r => r.AccountId == id).OrderBy(r => r.Id).ToListAsync(ct))
                    .Select(r => new { r.At, About = r.ListingId, Reason = $"{r.Reason}", r.Text }),
                CatalogueCurated = (await db.CurationChanges.AsNoTracking().Where(c => c.By == id || c.UndoneBy == id).OrderBy(c => c.At).ToListAsync(ct))
                    .Select(c => new { c.At, What = $"{c.Act}", Of = c.SubjectTitle, Reason = c.By == id ? c.Reason : null, UndoneAt = c.UndoneBy == id ? c.UndoneAt : null }),
                Following = await (from f in db.Follows where f.AccountId == id join l in db.Listings on f.ListingId equals l.Id orderby f.At select new { f.At, l.Title, l.Slug }).ToListAsync(ct),
                KeptSearches = await db.SavedSearches.Where(s => s.AccountId == id).OrderBy(s => s.CreatedAt).Select(s => new { s.Name, s.Parts, s.CreatedAt, s.ToldUpTo }).ToListAsync(ct),
                NextWeeklyMail = await db.WeeklyMails.Where(m => m.AccountId == id).Select(m => (DateTimeOffset?)m.NextAt).SingleOrDefaultAsync(ct),
                WaitingMails = await db.Set<OutgoingMail>().Where(m => m.Recipient == account.Email).OrderBy(m => m.CreatedAt)
                    .Select(m => new { m.CreatedAt, m.Subject }).ToListAsync(ct),
            },
            Readable);
    }

    // What nodes told with the person's consent there, shown or not.
    private async Task<IEnumerable<object>> EntriesAsync(Guid id, CancellationToken ct) => (await (
        from row in readEntries.HeldOf(id)
        join standings in db.Standings on row.StandingsId equals standings.Id
        join listing in db.Listings on standings.ListingId equals listing.Id
        join node in db.Members on listing.MemberId equals node.Id
        orderby row.SubmittedAt
        select new { Node = node.Name, Competition = listing.Title, Row = row }).ToListAsync(ct))
        .Select(e => new { e.Node, e.Competition, e.Row.Name, e.Row.Subject, e.Row.Scores, e.Row.SubmittedAt });
}
