using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Reads what happened, the newest first.</summary>
internal sealed class ReadEvents(HubDb db)
{
    public const int PageSize = 50;

    public async Task<IReadOnlyList<EventRow>> ExecuteAsync(EventFilter filter, CancellationToken ct)
    {
        var events = db.SignOnEvents.AsNoTracking();
        events = filter.Kind is { } kind ? events.Where(e => e.Kind == kind) : events;
        events = filter.AccountId is { } owner ? events.Where(e => e.AccountId == owner) : events;
        events = filter.ClientId is { } site ? events.Where(e => e.ClientId == site) : events;
        events = filter.Before is { } before ? events.Where(e => e.Sequence < before) : events;
        return await (from noted in events
                      join account in db.Users on noted.AccountId equals account.Id into accounts
                      from account in accounts.DefaultIfEmpty()
                      join curator in db.Users on noted.ById equals curator.Id into curators
                      from curator in curators.DefaultIfEmpty()
                      join client in db.Clients on noted.ClientId equals client.ClientId into clients
                      from client in clients.DefaultIfEmpty()
                      orderby noted.Sequence descending
                      select new EventRow(noted, account.Email, curator.DisplayName, client.Name)).Take(PageSize).ToListAsync(ct);
    }
}

/// <summary>Which events are asked for.</summary>
internal sealed record EventFilter(SignOnEventKind? Kind = null, Guid? AccountId = null, string? ClientId = null, long? Before = null);

/// <summary>An event with the names that belong to it, as far as there still are any.</summary>
internal sealed record EventRow(SignOnEvent Event, string? Email, string? Curator, string? ClientName);
