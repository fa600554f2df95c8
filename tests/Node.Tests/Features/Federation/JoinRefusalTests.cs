using System.Net;
using System.Text;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

public sealed class JoinRefusalTests(NodeHost node) : IClassFixture<NodeHost>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await node.QueryAsync(async db => await db.Memberships.ExecuteDeleteAsync(Ct) + await db.SiteSettings.ExecuteDeleteAsync(Ct));

    public async ValueTask DisposeAsync()
    {
        (await node.QueryAsync(db => db.Memberships.CountAsync(m => m.Hub != "https://first.example"))).ShouldBe(0, "a refusal leaves nothing behind");
    }

    [Theory]
    [InlineData("")]
    [InlineData("hub")]
    [InlineData("ftp://hub.example")]
    [InlineData("https://hub.example/path")]
    [InlineData("https://me:secret@hub.example")]
    [Refuses(typeof(JoinHubOutcome.BadAddress))]
    public async Task what_is_no_address_of_a_hub(string address) => (await JoinAsync(address)).ShouldBe(new JoinHubOutcome.BadAddress());

    [Fact]
    [Refuses(typeof(JoinHubOutcome.BadAddress))]
    public async Task no_token() => (await JoinAsync("https://hub.example", " ")).ShouldBe(new JoinHubOutcome.BadAddress());

    [Fact]
    [Refuses(typeof(JoinHubOutcome.NotSecure))]
    public async Task a_hub_without_https() => (await JoinAsync("http://hub.example")).ShouldBe(new JoinHubOutcome.NotSecure());

    [Fact]
    [Refuses(typeof(JoinHubOutcome.IsMember))]
    public async Task a_second_hub()
    {
        await node.QueryAsync(async db =>
        {
            db.Add(new Membership
            {
                Hub = "https://first.example",
                HubName = "First",
                ClientId = "node-1",
                Slug = "alpha",
                Challenge = "c",
                State = MemberState.Suspended,
                CallEverySeconds = 60,
                JoinedAt = node.Clock.GetUtcNow(),
            });
            return await db.SaveChangesAsync(Ct);
        });

        (await JoinAsync(new FakeHub(node).Address)).ShouldBe(new JoinHubOutcome.IsMember("https://first.example"));
    }

    [Fact]
    [Refuses(typeof(JoinHubOutcome.Refused))]
    public async Task a_token_the_hub_does_not_know_in_the_hubs_words() =>
        (await JoinAsync(new FakeHub(node).Address, "agonjoin_other")).ShouldBe(new JoinHubOutcome.Refused("There is no invitation with this token."));

    [Fact]
    [Refuses(typeof(JoinHubOutcome.Refused))]
    public async Task a_hub_that_is_not_there() => (await JoinAsync("https://nowhere.example")).ShouldBe(new JoinHubOutcome.Refused("The hub can't be reached."));

    [Fact]
    [Refuses(typeof(JoinHubOutcome.OtherHub))]
    public async Task a_hub_that_calls_itself_otherwise()
    {
        var hub = new FakeHub(node) { Issuer = "https://other.example" };

        (await JoinAsync(hub.Address)).ShouldBe(new JoinHubOutcome.OtherHub("https://other.example"));
    }

    [Fact]
    [Refuses(typeof(JoinHubOutcome.Refused))]
    public async Task a_hub_that_sends_elsewhere()
    {
        var hub = new FakeHub(node) { Instead = _ => new HttpResponseMessage(HttpStatusCode.Redirect) };

        (await JoinAsync(hub.Address)).ShouldBe(new JoinHubOutcome.Refused("The hub's address sends elsewhere, and this node does not follow."));
    }

    [Theory]
    [InlineData("<!doctype html>")]
    [InlineData("{}")]
    [InlineData("{\"issuer\":null}")]
    [InlineData("""{"issuer":"https://hub.example","hubName":"The \u001b[31mHub","clientId":"c","slug":"s","challenge":"x","state":"applied","callEverySeconds":60}""")]
    [InlineData("""{"issuer":"https://hub.example","hubName":"A\r\nB","clientId":"c","slug":"s","challenge":"x","state":"applied","callEverySeconds":60}""")]
    [InlineData("""{"issuer":"https://hub.example","hubName":"Win at https://evil.example","clientId":"c","slug":"s","challenge":"x","state":"applied","callEverySeconds":60}""")]
    [InlineData("""{"issuer":"https://hub.example","hubName":"Hub","clientId":"a b","slug":"s","challenge":"x","state":"applied","callEverySeconds":60}""")]
    [InlineData("""{"issuer":"https://hub.example","hubName":"Hub","clientId":"c","slug":"../admin","challenge":"x","state":"applied","callEverySeconds":60}""")]
    [InlineData("""{"issuer":"no address \u001b","hubName":"Hub","clientId":"c","slug":"s","challenge":"x","state":"applied","callEverySeconds":60}""")]
    [Refuses(typeof(JoinHubOutcome.Refused))]
    public async Task an_answer_that_is_none(string body)
    {
        var hub = new FakeHub(node) { Instead = _ => new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent(body, Encoding.UTF8, "application/json") } };

        (await JoinAsync(hub.Address)).ShouldBe(new JoinHubOutcome.Refused(FederationMessages.Unreadable));
    }

    [Fact]
    [Refuses(typeof(JoinHubOutcome.Refused))]
    public async Task what_a_hub_says_comes_to_a_terminal_as_visible_characters()
    {
        var hub = new FakeHub(node) { Instead = _ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"detail":"No\u001b[2J\nfor\u202egood"}""") } };

        (await JoinAsync(hub.Address)).ShouldBe(new JoinHubOutcome.Refused("No [2J for good"));
    }

    [Fact]
    [Refuses(typeof(JoinHubOutcome.Impossible))]
    public async Task a_name_that_no_hub_takes()
    {
        await node.InScopeAsync(async s =>
        {
            await s.GetRequiredService<EditSiteSettings>().ExecuteAsync(settings => settings.Name = "see https://evil.example", Ct);
            return 0;
        });

        (await JoinAsync(new FakeHub(node).Address)).ShouldBeOfType<JoinHubOutcome.Impossible>().Values.ShouldBe([ImpossibleValue.Name]);
    }

    [Fact]
    public async Task on_the_command_line_without_the_address_people_type()
    {
        using StringWriter output = new(), error = new();
        string[] settings =
        [
            $"--Data:Directory={node.DataDirectory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={node.ConnectionString}",
        ];

        (await NodeCommandLine.RunAsync(["hub", "join", "https://hub.example", "token", .. settings], output, error)).ShouldBe(1);

        error.ToString().ShouldContain(FederationMessages.SetPublicUrl);
        output.ToString().ShouldBeEmpty();
    }

    private async Task<JoinHubOutcome> JoinAsync(string hub, string token = FakeHub.Token) =>
        Refused.See(await node.InScopeAsync(s => s.GetRequiredService<JoinHub>().ExecuteAsync(hub, token, Ct)));
}
