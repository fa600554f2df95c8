using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Sessions;

namespace Agon.Node.Features.Federation;

/// <summary>Ends here what the hub says ended there, and remembers what to report as dealt with. All of it may come again, and nothing happens twice.</summary>
internal sealed class TakeNews(EndSignOnSessions end, LoseIdentity lose)
{
    /// <summary>Whether there was anything new, so that there may be more.</summary>
    public async Task<bool> ExecuteAsync(Membership membership, HubReply reply, CancellationToken ct)
    {
        var handled = membership.HandledIds.ToHashSet();
        var isNews = false;
        foreach (var session in reply.EndedSessions.Take(HubReply.MaxEndedSessions).Where(s => IsNext(handled, s.Id)))
        {
            isNews |= await end.OnceMoreAsync(membership.Hub, session.Sid, session.Sub, $"{session.Id}", ct);
        }

        foreach (var account in reply.DeletedAccounts.Take(HubReply.MaxDeletedAccounts).Where(a => IsNext(handled, a.Id)))
        {
            isNews |= await lose.ExecuteAsync(membership.Hub, account.Sub, $"{account.Id}", ct);
        }

        membership.HandledIds = [.. handled];
        return isNews;
    }

    private static bool IsNext(HashSet<Guid> handled, Guid id) => handled.Count < NodeReport.MaxHandled && handled.Add(id);
}
