using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

/// <summary>A node as its hub sees it: an address, a key, and calls.</summary>
internal sealed class FakeNode(HubHost hub, string? address = null) : IDisposable
{
    public const string HubAddress = "http://localhost";
    private static int _count;

    public string Address { get; } = address ?? $"http://node{Interlocked.Increment(ref _count)}.example.org";

    public string Name { get; init; } = $"Alpha Competitions {Interlocked.Increment(ref _count)}";

    public SigningKey Key { get; set; } = SigningKey.Create(SigningAlgorithm.ES256);

    public EnrolmentAnswer Answer { get; private set; } = null!;

    public EnrolmentApplication Application => new()
    {
        Version = 1,
        Address = Address,
        Name = Name,
        Institution = "University of Alpha",
        Software = "0.1.0",
        Keys = new JsonWebKeySet([Key.Public]),
        Contact = "agon@alpha.example.org",
        Policies = [new PolicyLink("Privacy", "https://alpha.example.org/privacy")],
    };

    public NodeReport Report => new() { Address = Address, Name = Name, Institution = "University of Alpha", Software = "0.1.1", Competitions = 3 };

    public static Task<string> InviteAsync(HubHost hub, int days = 7) => hub.InScopeAsync(async s =>
        (await s.GetRequiredService<InviteNode>().ExecuteAsync("Alpha, Otto", days, by: null, TestContext.Current.CancellationToken)).ShouldBeOfType<InviteOutcome.Invited>().Token);

    /// <summary>A node that applied; with acts, what curators decided about it.</summary>
    public static async Task<FakeNode> EnrolledAsync(HubHost hub, params MemberAct[] acts)
    {
        var node = new FakeNode(hub);
        await node.EnrolAsync();
        foreach (var act in acts)
        {
            (await node.DecideAsync(act)).ShouldBeOfType<DecideOutcome.Done>();
        }

        return node;
    }

    public async Task EnrolAsync(string? token = null)
    {
        using var response = await ApplyAsync(token ?? await InviteAsync(hub));
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        Answer = (await response.Content.ReadFromJsonAsync(EnrolmentJson.Default.EnrolmentAnswer))!;
    }

    public Task<HttpResponseMessage> ApplyAsync(string? token, EnrolmentApplication? application = null) =>
        PostAsync(FederationPaths.Enrolment, token, JsonSerializer.Serialize(application ?? Application, EnrolmentJson.Default.EnrolmentApplication));

    public Task<DecideOutcome> DecideAsync(MemberAct act, string? reason = "Because.", bool anyway = false) => hub.InScopeAsync(s =>
        s.GetRequiredService<DecideOnNode>().ExecuteAsync(Answer.Slug, act, MemberMoves.NeedsReason(act) ? reason : null, by: null, TestContext.Current.CancellationToken, anyway));

    public Task<Member> MemberAsync() => hub.QueryAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Address == Address));

    public Task<bool> IsClientEnabledAsync() => hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == Answer.ClientId).Select(c => c.IsEnabled).SingleOrDefaultAsync());

    /// <summary>What the hub's token endpoint gives a node, with members replaced.</summary>
    public Task<string> AccessTokenAsync(Action<JsonObject>? change = null, string type = "at+jwt") => hub.InScopeAsync(s =>
    {
        var now = hub.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = HubAddress,
            ["aud"] = FederationPaths.Audience(HubAddress),
            ["sub"] = Answer.ClientId,
            ["client_id"] = Answer.ClientId,
            ["scope"] = FederationPaths.Scope,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        change?.Invoke(claims);
        return s.GetRequiredService<SignOnKeys>().SignAsync(SigningAlgorithm.ES256, type, claims, TestContext.Current.CancellationToken);
    });

    public async Task<HttpResponseMessage> ReportAsync(NodeReport? report = null) => await ReportAsync(await AccessTokenAsync(), report);

    public Task<HttpResponseMessage> ReportAsync(string? token, NodeReport? report = null) =>
        PostAsync(FederationPaths.Report, token, JsonSerializer.Serialize(report ?? Report, EnrolmentJson.Default.NodeReport));

    /// <summary>A token the node signs itself.</summary>
    public string CallToken() => NodeTokens.CallAs(Key, Answer.ClientId, HubAddress, "1", hub.Clock.GetUtcNow());

    public Task<HttpResponseMessage> StandingAsync(StandingCall call) =>
        PostAsync(FederationPaths.Standing, CallToken(), JsonSerializer.Serialize(call, EnrolmentJson.Default.StandingCall));

    public Task<HttpResponseMessage> StandingAsync(string? token = null) => PostAsync(FederationPaths.Standing, token ?? CallToken(), "");

    public Task<HttpResponseMessage> LeaveAsync(string? token = null) => PostAsync(FederationPaths.Leave, token ?? CallToken(), "");

    public static async Task<HubReply> ReplyAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(EnrolmentJson.Default.HubReply))!;
    }

    /// <summary>The answer's status and the last word of its problem type.</summary>
    public static async Task<(HttpStatusCode Status, string Type, string Detail)> ProblemAsync(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        return (response.StatusCode, problem!["type"]!.GetValue<string>().Split('#')[^1], problem["detail"]?.GetValue<string>() ?? "");
    }

    /// <summary>Asserts that the answer is this refusal in its words.</summary>
    public static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string type, object refusal)
    {
        (await ProblemAsync(response)).ShouldBe((status, type, refusal switch
        {
            CallRefusal call => NodesMessages.Sentence(call),
            EnrolOutcome enrol => NodesMessages.Sentence(enrol),
            ReportOutcome report => NodesMessages.Sentence(report),
            var other => throw new InvalidOperationException($"{other}"),
        }));
        Refused.See(refusal);
        if (refusal is EnrolOutcome.InvitationRefused { State: { } state })
        {
            Refused.See(state);
        }
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string? token, string body)
    {
        using var client = hub.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Key.Dispose();
}
