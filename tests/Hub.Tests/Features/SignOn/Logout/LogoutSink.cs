using System.Collections.Concurrent;
using System.Net;
using System.Web;

namespace Agon.Hub.Tests.Features.SignOn.Logout;

/// <summary>The clients' side of back-channel logout: keeps what arrives, by address, and answers as told.</summary>
internal sealed class LogoutSink : HttpMessageHandler
{
    public ConcurrentQueue<(string Address, string Token)> Received { get; } = [];

    /// <summary>What an address answers; 200 unless a test says otherwise.</summary>
    public Func<string, CancellationToken, Task<HttpStatusCode>> Answer { get; set; } = (_, _) => Task.FromResult(HttpStatusCode.OK);

    public IReadOnlyList<string> TokensTo(string address) => [.. Received.Where(r => r.Address == address).Select(r => r.Token)];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString();
        var form = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        Received.Enqueue((address, form["logout_token"]!));
        return new HttpResponseMessage(await Answer(address, cancellationToken));
    }
}
