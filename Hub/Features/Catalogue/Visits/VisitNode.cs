using Agon.Hub.Features.Nodes.Checks;
using Agon.Portal.Hosting;
using Agon.Portal.Outbound;

namespace Agon.Hub.Features.Catalogue.Visits;

/// <summary>Goes to a node's address for the catalogue and trusts nothing of it: bounded in time, the last byte included, and never into private networks.</summary>
internal sealed class VisitNode(IHttpClientFactory clients, PublicAddress hub, TimeProvider clock)
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>What was found there, or why not.</summary>
    /// <param name="visit">Asks and judges; redirects are not followed for it.</param>
    /// <param name="ct">Ends the visit.</param>
    public async Task<(T? Found, Missed? Missed)> ExecuteAsync<T>(Func<HttpClient, CancellationToken, Task<(T? Found, Missed? Missed)>> visit, CancellationToken ct)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var client = clients.CreateClient(NodeConnections.ClientName);
            client.DefaultRequestHeaders.UserAgent.ParseAdd($"Agon-hub (+{hub.Root})");
            return await visit(client, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new Missed(VisitProblem.TooSlow));
        }
        catch (Exception e) when (e is ForbiddenAddressException || e.InnerException is ForbiddenAddressException)
        {
            return (null, new Missed(VisitProblem.PrivateAddress));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, new Missed(VisitProblem.Unreachable));
        }
    }
}
