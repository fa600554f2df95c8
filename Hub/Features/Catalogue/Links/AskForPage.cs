using System.Net;
using Agon.Hub.Features.Catalogue.Visits;

namespace Agon.Hub.Features.Catalogue.Links;

/// <summary>Asks a node whether a page of it is there. Its own redirects are followed, none to elsewhere; what the page says is not read.</summary>
internal sealed class AskForPage(VisitNode visit)
{
    private const int MostRedirects = 3;
    private static readonly object There = new();

    /// <summary>Why it is not there; null if it is.</summary>
    public async Task<Missed?> ExecuteAsync(string address, CancellationToken ct) =>
        (await visit.ExecuteAsync((client, limited) => AskAsync(client, new Uri(address), limited), ct)).Missed;

    private static async Task<(object?, Missed?)> AskAsync(HttpClient client, Uri address, CancellationToken ct)
    {
        var at = address;
        for (var redirects = 0; ; redirects++)
        {
            using var response = await AnswerAsync(client, at, ct);
            var status = (int)response.StatusCode;
            if (status is < 300 or >= 400)
            {
                return response.IsSuccessStatusCode ? (There, null) : (null, new Missed(VisitProblem.WrongStatus, status));
            }

            if (redirects == MostRedirects || response.Headers.Location is not { } location || !Uri.TryCreate(at, location, out var next) || !IsOfSame(address, next))
            {
                return (null, new Missed(VisitProblem.Redirected, status));
            }

            at = next;
        }
    }

    private static async Task<HttpResponseMessage> AnswerAsync(HttpClient client, Uri address, CancellationToken ct)
    {
        var response = await SendAsync(HttpMethod.Head);
        if (response.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)
        {
            response.Dispose();
            response = await SendAsync(HttpMethod.Get);
        }

        return response;

        async Task<HttpResponseMessage> SendAsync(HttpMethod method)
        {
            using var request = new HttpRequestMessage(method, address);
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
    }

    private static bool IsOfSame(Uri one, Uri other) => (one.Scheme, one.Host, one.Port) == (other.Scheme, other.Host, other.Port);
}
