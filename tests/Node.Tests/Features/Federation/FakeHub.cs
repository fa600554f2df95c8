using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

/// <summary>A hub of a few lines: it checks what it is sent, and answers as the test sets it.</summary>
internal sealed class FakeHub
{
    public const string Token = "agonjoin_token";
    private static int _count;
    private readonly NodeHost _node;
    private int _tokens;

    public FakeHub(NodeHost node)
    {
        _node = node;
        Host = $"hub{Interlocked.Increment(ref _count)}.example";
        PutUp();
    }

    public string Host { get; }

    public string Address => $"https://{Host}";

    public MemberState State { get; set; } = MemberState.Applied;

    public string? Reason { get; set; }

    public List<SessionEnd> EndedSessions { get; set; } = [];

    public List<AccountEnd> DeletedAccounts { get; set; } = [];

    /// <summary>What it was told of in calls for the standing.</summary>
    public List<StandingCall> StandingCalls { get; } = [];

    public string? Issuer { get; set; }

    /// <summary>The keys it knows the node by.</summary>
    public IReadOnlyList<JsonWebKey> Known { get; private set; } = [];

    public EnrolmentApplication? Application { get; private set; }

    public List<NodeReport> Reports { get; } = [];

    public int TokensGiven => _tokens;

    public bool HasLeft { get; private set; }

    /// <summary>Up to where it has the node's feed.</summary>
    public long Cursor { get; set; }

    public List<FeedBatch> Batches { get; } = [];

    /// <summary>What it was told, as it read it.</summary>
    public List<FeedReading> Told { get; } = [];

    /// <summary>What it says to a record.</summary>
    public Func<FeedReading, RecordResult> Judge { get; set; } =
        reading => new RecordResult { Sequence = ((FeedReading.Accepted)reading).Record.Sequence, Verdict = RecordVerdict.Taken };

    /// <summary>Whether its answers to batches get lost on the way.</summary>
    public bool Lose { get; set; }

    /// <summary>What else it asks for.</summary>
    public string[] Requests { get; set; } = ["something-later"];

    /// <summary>Answers in its stead.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Instead { get; set; }

    /// <summary>What happens while it thinks.</summary>
    public Func<HttpRequestMessage, Task>? Before { get; set; }

    public void PutUp() => _node.Internet.PutUp(Host, AnswerAsync);

    public void TakeDown() => _node.Internet.TakeDown(Host);

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (Before is { } before)
        {
            await before(request);
        }

        if (Instead?.Invoke(request) is { } instead)
        {
            return instead;
        }

        var bearer = request.Headers.Authorization?.Parameter;
        return request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Json(Discovery()),
            "/connect/token" => await GiveTokenAsync(request, ct),
            FederationPaths.Enrolment => await EnrolAsync(request, bearer, ct),
            FederationPaths.Report when State is not (MemberState.Active or MemberState.Limited) => Problem(HttpStatusCode.Forbidden, "The node is not a member."),
            FederationPaths.Report when bearer != $"access-{_tokens}" => Problem(HttpStatusCode.Unauthorized, "The token is no good."),
            FederationPaths.Report => await TakeReportAsync(request, ct),
            FederationPaths.Feed when bearer != $"access-{_tokens}" => Problem(HttpStatusCode.Unauthorized, "The token is no good."),
            FederationPaths.Feed => await TakeBatchAsync(request, ct),
            FederationPaths.Standing => IsCall(bearer) ? await AnswerStandingAsync(request, ct) : Problem(HttpStatusCode.Unauthorized, "Who are you?"),
            FederationPaths.Leave => Leave(bearer),
            var path => throw new InvalidOperationException(path),
        };
    }

    private async Task<HttpResponseMessage> EnrolAsync(HttpRequestMessage request, string? bearer, CancellationToken ct)
    {
        if (bearer != Token)
        {
            return Problem(HttpStatusCode.Unauthorized, "There is no invitation with this token.");
        }

        Application = await request.Content!.ReadFromJsonAsync(EnrolmentJson.Default.EnrolmentApplication, ct);
        Known = Application!.Keys.Keys;
        return new HttpResponseMessage(HttpStatusCode.Created)
        {
            Content = JsonContent.Create(new EnrolmentAnswer
            {
                Issuer = Issuer ?? Address,
                HubName = "The Hub",
                ClientId = "node-1",
                Slug = "alpha",
                Challenge = "a-challenge",
                State = State,
                CallEverySeconds = 60,
            }, EnrolmentJson.Default.EnrolmentAnswer),
        };
    }

    private async Task<HttpResponseMessage> GiveTokenAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(ct));
        var expected = new TokenExpectation { Types = ["JWT"], Issuer = "node-1", Audiences = [Address], MaxAge = TimeSpan.FromMinutes(2) };
        var isNode = SignedTokens.Verify(form["client_assertion"].ToString(), expected, Known, _node.Clock.GetUtcNow()) is TokenReading.Accepted;
        if (!isNode || State is not (MemberState.Active or MemberState.Limited) || form["grant_type"] != "client_credentials" || form["scope"] != "federation")
        {
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = JsonContent.Create(new { error = "invalid_client" }) };
        }

        _tokens++;
        return Json(new { access_token = $"access-{_tokens}", token_type = "Bearer", expires_in = 300 });
    }

    private async Task<HttpResponseMessage> TakeReportAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var report = (await request.Content!.ReadFromJsonAsync(EnrolmentJson.Default.NodeReport, ct))!;
        Reports.Add(report);
        Forget(report.Handled);
        if (report.NewKeys is { } announced)
        {
            var expected = new TokenExpectation { Types = [NodeTokens.KeyRoll], Issuer = "node-1", Audiences = [FederationPaths.Audience(Address)] };
            var claims = SignedTokens.Verify(announced, expected, Known, _node.Clock.GetUtcNow()).ShouldBeOfType<TokenReading.Accepted>().Claims;
            Known = JsonWebKeySet.Read(claims).Keys;
        }

        return Json(Reply());
    }

    private async Task<HttpResponseMessage> TakeBatchAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var batch = (await request.Content!.ReadFromJsonAsync(FeedJson.Default.FeedBatch, ct))!;
        Batches.Add(batch);
        if (batch.After != Cursor)
        {
            return new HttpResponseMessage(HttpStatusCode.Conflict) { Content = JsonContent.Create(new { detail = "A gap.", cursor = Cursor }) };
        }

        Cursor = batch.Through;
        var records = batch.Records.Select(r => FeedRules.Read(r, _node.Services.GetRequiredService<PublicAddress>().Root, Known, _node.Clock.GetUtcNow())).ToList();
        Told.AddRange(records);
        var answer = new FeedAnswer { Cursor = Cursor, Results = [.. records.Select(Judge)] };
        return Lose ? throw new HttpRequestException("The line broke.") : new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(answer, FeedJson.Default.FeedAnswer) };
    }

    private async Task<HttpResponseMessage> AnswerStandingAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var call = (await request.Content!.ReadFromJsonAsync(EnrolmentJson.Default.StandingCall, ct))!;
        StandingCalls.Add(call);
        Forget(call.Handled);
        return Json(Reply());
    }

    private void Forget(IReadOnlyList<Guid> handled)
    {
        EndedSessions.RemoveAll(s => s is not null && handled.Contains(s.Id));
        DeletedAccounts.RemoveAll(a => a is not null && handled.Contains(a.Id));
    }

    private HttpResponseMessage Leave(string? bearer)
    {
        HasLeft = IsCall(bearer);
        return new HttpResponseMessage(HasLeft ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized);
    }

    private bool IsCall(string? bearer) => SignedTokens.Verify(
        bearer ?? "",
        new TokenExpectation { Types = [NodeTokens.Call], Issuer = "node-1", Audiences = [FederationPaths.Audience(Address)], MaxAge = NodeTokens.Lifetime },
        Known, _node.Clock.GetUtcNow()) is TokenReading.Accepted;

    private HubReply Reply() => new()
    {
        State = State,
        Reason = Reason,
        HubName = "The Hub",
        Challenge = "a-challenge",
        CallEverySeconds = 60,
        KnownKeys = [.. Known.Select(k => k.Kid!)],
        EndedSessions = [.. EndedSessions.Take(HubReply.MaxEndedSessions)],
        DeletedAccounts = [.. DeletedAccounts.Take(HubReply.MaxDeletedAccounts)],
        Requests = Requests,
    };

    private JsonObject Discovery() => new()
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = $"{Address}/connect/authorize",
        ["token_endpoint"] = $"{Address}/connect/token",
        ["jwks_uri"] = $"{Address}/connect/jwks",
        ["response_types_supported"] = new JsonArray("code"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    private static HttpResponseMessage Json<T>(T value) => new(HttpStatusCode.OK)
    {
        Content = value is HubReply reply ? JsonContent.Create(reply, EnrolmentJson.Default.HubReply) : JsonContent.Create(value, options: JsonSerializerOptions.Default),
    };

    private static HttpResponseMessage Problem(HttpStatusCode status, string detail) => new(status) { Content = JsonContent.Create(new { detail }) };
}
