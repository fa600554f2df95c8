using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Runs;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Agon.Portal.Mail;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Administration;

/// <summary>Looks at everything an operator answers for; a fixed number of small queries.</summary>
internal sealed class ReadOperatorsDesk(
    NodeDb db, ReadHubFinding hub, HealthCheckService health, IOptions<MailOptions> mail, IOptions<DataOptions> data, IOptions<DatabaseOptions> database,
    IOptions<SiteOptions> site, PublicAddress address, TimeProvider clock)
{
    // Nobody should wait this long while a worker is there.
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LateMessage = TimeSpan.FromMinutes(1);

    public async Task<Desk> ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var workers = await WorkersAsync(now, ct);
        return new Desk
        {
            Findings =
            [
                .. await HealthAsync(ct),
                await QueueAsync(workers.Any(w => w.IsHere), now, ct),
                Workers(workers),
                await MailAsync(ct),
                await MessagesAsync(now, ct),
                Address(),
                await hub.ExecuteAsync(ct),
                new("Backups", DeskGrade.Watch, BackupSentence()),
            ],
            Workers = workers,
            Failures = await db.Runs.Where(r => r.Status == RunStatus.Failed && r.EndedAt >= now.AddDays(-1)).GroupBy(r => r.FailureCode!.Value)
                .Select(g => new { g.Key, Count = g.Count(), Last = g.Max(r => r.EndedAt!.Value) }).OrderByDescending(g => g.Count)
                .Select(g => new DeskFailure(g.Key, g.Count, g.Last)).ToListAsync(ct),
            Numbers = new DeskNumbers(
                await db.Users.CountAsync(ct),
                await db.Competitions.CountAsync(ct),
                await db.Competitions.CountAsync(c => c.State == CompetitionState.Published, ct),
                await db.Submissions.CountAsync(ct),
                await db.Submissions.CountAsync(s => s.CreatedAt >= now.AddDays(-1), ct),
                await db.StoredFiles.SumAsync(f => f.Bytes, ct)),
        };
    }

    private async Task<IEnumerable<DeskFinding>> HealthAsync(CancellationToken ct)
    {
        var report = await health.CheckHealthAsync(c => c.Name is "database" or "storage", ct);
        return report.Entries.Select(entry => new DeskFinding(
            entry.Key == "database" ? database.Value.Provider == DatabaseProvider.Sqlite ? "Database (SQLite)" : "Database (PostgreSQL)" : "Storage",
            entry.Value.Status switch { HealthStatus.Healthy => DeskGrade.Good, HealthStatus.Degraded => DeskGrade.Watch, _ => DeskGrade.Failed },
            entry.Value.Description ?? entry.Value.Exception?.Message ?? entry.Value.Status.ToString()));
    }

    private async Task<DeskFinding> QueueAsync(bool anyWorker, DateTimeOffset now, CancellationToken ct)
    {
        var queued = await db.Runs.CountAsync(r => r.Status == RunStatus.Queued, ct);
        var running = await db.Runs.CountAsync(r => r.Status == RunStatus.Running, ct);
        if (queued == 0)
        {
            return new("Queue", DeskGrade.Good, running == 0 ? "Nothing waits and nothing runs." : $"Nothing waits; {Counts.Of(running, "run")} going on.");
        }

        var waiting = now - await db.Runs.Where(r => r.Status == RunStatus.Queued).MinAsync(r => r.QueuedAt, ct);
        var words = $"{Counts.Of(queued, "run")} waiting, the first for {Durations.Words(waiting > TimeSpan.Zero ? waiting : TimeSpan.Zero)}; {Counts.Of(running, "run")} going on.";
        return new("Queue", !anyWorker ? DeskGrade.Failed : waiting > LongWait ? DeskGrade.Watch : DeskGrade.Good, words);
    }

    private static DeskFinding Workers(List<DeskWorker> workers) => (workers.Count(w => w.IsHere), workers.Count) switch
    {
        (0, 0) => new("Workers", DeskGrade.Failed, "No worker has ever called. Start one with a token that has the scope \"worker\".", new("Make a token", NodeLinks.Accounts.NewToken)),
        (0, _) => new("Workers", DeskGrade.Failed, "No worker has called for a minute and a half: submissions wait. Look whether the workers run and reach this node."),
        var (here, all) => new("Workers", here < all ? DeskGrade.Watch : DeskGrade.Good, $"{here} of {Counts.Of(all, "known worker")} here."),
    };

    private async Task<List<DeskWorker>> WorkersAsync(DateTimeOffset now, CancellationToken ct)
    {
        var seen = now - WorkerSighting.Silence;
        return await db.WorkerSightings.AsNoTracking().OrderByDescending(w => w.LastSeenAt).Take(50)
            .Select(w => new DeskWorker(w.Name, w.Version, w.LastSeenAt, w.LastSeenAt >= seen, db.Runs.Count(r => r.Status == RunStatus.Running && r.Worker == w.Name)))
            .ToListAsync(ct);
    }

    private async Task<DeskFinding> MailAsync(CancellationToken ct)
    {
        var parked = await db.OutgoingMails.CountAsync(m => m.DueAt == null, ct);
        var late = await db.OutgoingMails.CountAsync(m => m.DueAt != null && m.Tries > 0, ct);
        if (parked + late > 0)
        {
            return new("Mail", parked > 0 ? DeskGrade.Failed : DeskGrade.Watch,
                $"{Counts.Of(late, "mail")} could not leave yet and will be tried again, {Counts.Of(parked, "mail")} given up.", new("See which", NodeLinks.Administration.Mails));
        }

        return mail.Value.IsWrittenToDisk
            ? new("Mail", DeskGrade.Watch, $"No mail server is set: mails are written to {Path.Combine(Path.GetFullPath(data.Value.Directory), "mail")}. Set Mail:Host to send them.")
            : new("Mail", DeskGrade.Good, $"Leaves through {mail.Value.Host}:{mail.Value.Port}; nothing is stuck.");
    }

    private async Task<DeskFinding> MessagesAsync(DateTimeOffset now, CancellationToken ct)
    {
        var parked = await db.OutboxMessages.CountAsync(m => m.DueAt == null, ct);
        if (parked > 0)
        {
            return new("Messages", DeskGrade.Failed, $"{Counts.Of(parked, "message")} inside the node given up.", new("See which", NodeLinks.Administration.Messages));
        }

        var late = now - LateMessage;
        var stuck = await db.OutboxMessages.CountAsync(m => m.CreatedAt < late, ct);
        return stuck == 0
            ? new("Messages", DeskGrade.Good, "Everything the node tells itself arrived.")
            : new("Messages", DeskGrade.Watch, $"{Counts.Of(stuck, "message")} inside the node waiting for more than a minute: pages show news late. Look into the log.");
    }

    private DeskFinding Address() => site.Value.PublicUrl is { } url
        ? new("Address", url.StartsWith("https:", StringComparison.Ordinal) ? DeskGrade.Good : DeskGrade.Watch, $"Links in mails begin with {url}.")
        : new("Address", DeskGrade.Watch, $"Site:PublicUrl is not set, so links in mails begin with {address.Root}. Set it to the address people type.");

    private string BackupSentence() => database.Value.Provider == DatabaseProvider.Sqlite
        ? $"Agon makes none by itself: copy {Path.GetFullPath(data.Value.Directory)} while the node is stopped, or with a tool that copies SQLite safely."
        : $"Agon makes none by itself: dump the database, and copy {Path.GetFullPath(data.Value.Directory)}.";
}
