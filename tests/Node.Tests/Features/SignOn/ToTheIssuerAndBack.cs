using System.Net;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Follows redirects as a browser does; at an issuer the person signs in at once and is sent back.</summary>
internal sealed class ToTheIssuerAndBack(FakeIssuer issuer) : DelegatingHandler
{
    private const int MaxRedirects = 10;

    /// <summary>Every address visited on the way, the issuer's too.</summary>
    public List<Uri> Visited { get; } = [];

    /// <summary>Whether the person stays at the issuer.</summary>
    public bool Stays { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        for (var i = 0; i < MaxRedirects && response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther; i++)
        {
            var next = new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!);
            Visited.Add(next);
            if (next.Host == issuer.Host)
            {
                if (Stays)
                {
                    break;
                }

                next = issuer.Authorize(next);
                Visited.Add(next);
            }

            response.Dispose();
            response = await base.SendAsync(new HttpRequestMessage(HttpMethod.Get, next), cancellationToken);
        }

        return response;
    }
}
