using Agon.Hub.Features.SignOn;
using Microsoft.AspNetCore.WebUtilities;

namespace Agon.Hub.Tests.Features.SignOn;

/// <summary>Where a browser came to when the hub had answered: the client's address, with what stands in it.</summary>
internal sealed record Arrival(Uri Address)
{
    public string Code => this["code"].ShouldNotBeNull($"{Address}");

    public string? this[string name] => QueryHelpers.ParseQuery(Address.Query).TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>By redirect, or by the page that leads on.</summary>
    public static Arrival Of(Page page) => new(page.Response.Headers.TryGetValues("Refresh", out var refresh)
        ? new Uri(refresh.Single()["0;url=".Length..])
        : page.Response.RequestMessage!.RequestUri!);

    public void ShouldBeRefused(TestClient client, SignOnRefusal refusal)
    {
        Address.GetLeftPart(UriPartial.Path).ShouldBe(client.RedirectUri);
        this["error"].ShouldBe(SignOnMessages.Code(refusal));
        this["error_description"].ShouldBe(SignOnMessages.Describe(refusal));
        Refused.See(refusal);
        this["iss"].ShouldBe(TestClient.Issuer);
        this["code"].ShouldBeNull();
    }
}
