using System.Net;
using System.Text;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Intake;

public sealed class BadBatchTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    [Refuses(CallRefusal.TokenUnfit)]
    public async Task no_token_is_refused_before_anything_is_read()
    {
        using var node = await TellingNode.ActiveAsync(hub);

        await FakeNode.RefusedAsync(await node.Node.PostAsync(FederationPaths.Feed, null, "{}"), HttpStatusCode.Unauthorized, "token-refused", CallRefusal.TokenUnfit);
        await FakeNode.RefusedAsync(await node.Node.PostAsync(FederationPaths.Feed, node.Node.CallToken(), "{}"), HttpStatusCode.Unauthorized, "token-refused", CallRefusal.TokenUnfit);
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.NotAMember))]
    public async Task a_suspended_node_tells_nothing_and_a_limited_one_does()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        await node.Node.DecideAsync(MemberAct.Limit);
        await node.TakenAsync(node.Tell(key, node.Card()));

        await node.Node.DecideAsync(MemberAct.Suspend, "Spam.");
        var problem = await TellingNode.RefusedAsync(
            await node.SendAsync(node.Batch(node.Tell(key, node.Card("Changed")))), HttpStatusCode.Forbidden, "not-a-member", new BatchOutcome.NotAMember(MemberState.Suspended, "Spam."));

        problem["state"]!.GetValue<string>().ShouldBe("Suspended");
        (await node.ListingAsync(key))!.Title.ShouldBe("Wheat seeds");
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.Busy))]
    public async Task when_many_tell_at_once_some_are_asked_to_come_again_and_nothing_is_lost()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        var batch = node.Batch(node.Tell(key, node.Card()));
        var turns = hub.Services.GetRequiredService<IntakeTurns>();
        var longest = turns.Longest;
        turns.Longest = TimeSpan.Zero;
        var taken = new List<IDisposable>();
        while (await turns.TakeAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken) is { } turn)
        {
            taken.Add(turn);
        }

        await TellingNode.RefusedAsync(await node.SendAsync(batch), HttpStatusCode.ServiceUnavailable, "feed-refused", new BatchOutcome.Busy());

        taken.ForEach(t => t.Dispose());
        turns.Longest = longest;
        await node.AnswerAsync(await node.SendAsync(batch));
        (await node.ListingAsync(key)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"after":0,"through":0,"head":0,"sentAt":"yesterday","records":[]}""")]
    [InlineData("""{"version":1,"after":0,"through":1e400,"head":0,"sentAt":"2026-01-01T00:00:00Z","records":[]}""")]
    [InlineData("""{"version":1,"after":0,"through":0,"head":0,"sentAt":"2026-01-01T00:00:00Z","records":null}""")]
    [Refuses(BatchRefusal.Unreadable)]
    public async Task what_is_no_batch_is_refused(string body)
    {
        using var node = await TellingNode.ActiveAsync(hub);

        await TellingNode.RefusedAsync(await node.SendAsync(body), HttpStatusCode.BadRequest, "feed-refused", BatchRefusal.Unreadable);
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.Impossible))]
    public async Task numbers_that_can_not_be_are_refused()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var good = node.Batch(node.Tell(TellingNode.NewId(), node.Card()));
        FeedBatch[] batches =
        [
            good with { Version = 0 },
            good with { After = -1, Through = -1 },
            good with { After = 2 },
            good with { Through = 2 },
            good with { Records = [.. Enumerable.Repeat(good.Records[0], FeedBatch.MaxRecords + 1)] },
        ];

        foreach (var batch in batches)
        {
            await TellingNode.RefusedAsync(await node.SendAsync(batch), HttpStatusCode.UnprocessableEntity, "feed-refused", new BatchOutcome.Impossible());
        }

        (await node.AnswerAsync(await node.SendAsync(good with { Version = 7 }))).Cursor.ShouldBe(1);
    }

    [Fact]
    [Refuses(BatchRefusal.TooLarge)]
    public async Task fifty_megabytes_are_refused_and_not_read()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        using var announced = new CountedStream(50_000_000);
        using var unannounced = new CountedStream(50_000_000);

        await TellingNode.RefusedAsync(await PostAsync(node, announced, announced.Length), HttpStatusCode.RequestEntityTooLarge, "feed-refused", BatchRefusal.TooLarge);
        await TellingNode.RefusedAsync(await PostAsync(node, unannounced, null), HttpStatusCode.RequestEntityTooLarge, "feed-refused", BatchRefusal.TooLarge);

        unannounced.Given.ShouldBeLessThan(FeedBatch.MaxBytes + 1_000_000);
        node.Cursor.ShouldBe(0);
    }

    [Fact]
    public async Task rubbish_among_records_is_refused_for_itself()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var good = node.Tell(TellingNode.NewId(), node.Card());
        var text = TellingNode.Raw(good).Text;
        var batch = node.Batch(good);

        var answer = await node.AnswerAsync(await node.SendAsync(batch with { Records = [new("7"), new("{}"), new("\"\\ud800\""), new("[[[]]]"), new(text.Replace("wheat", "\\u0000", StringComparison.Ordinal)), batch.Records[0]] }));

        answer.Results.Select(r => r.Problem).ShouldBe(["unreadable", "unreadable", "unreadable", "unreadable", "unreadable", null]);
        (await node.ProblemsAsync()).Select(p => (p.Kind, p.Key)).Order().ShouldBe(Enumerable.Range(1, 5).Select(i => ("", $"record {i} after 0")));
    }

    [Fact]
    [Refuses(BatchRefusal.Unreadable)]
    public async Task bytes_that_are_no_text_are_no_batch()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        using var body = new MemoryStream([.. Encoding.UTF8.GetBytes("""{"version":1,"after":0,"through":1,"head":1,"sentAt":"2026-01-01T00:00:00Z","records":["x"""), 0xff, 0xc0, .. "\"]}"u8]);

        await TellingNode.RefusedAsync(await PostAsync(node, body, body.Length), HttpStatusCode.BadRequest, "feed-refused", BatchRefusal.Unreadable);
    }

    [Fact]
    public async Task what_an_earlier_key_signed_holds_and_what_anothers_signed_does_not()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        using var next = SigningKey.Create(SigningAlgorithm.ES256);
        using var other = SigningKey.Create(SigningAlgorithm.ES256);
        var (key, card) = (TellingNode.NewId(), node.Card());
        await node.TakenAsync(node.Tell(key, card));
        var old = node.Tell(card.Phases[0].Id, TellingNode.Board(key));
        var announced = NodeTokens.Announce(node.Node.Key, node.Node.Answer.ClientId, FakeNode.HubAddress, new JsonWebKeySet([next.Public]), hub.Clock.GetUtcNow());
        (await FakeNode.ReplyAsync(await node.Node.ReportAsync(node.Node.Report with { NewKeys = announced }))).KnownKeys.ShouldBe([next.KeyId]);

        await node.TakenAsync(old);
        node.Key = next;
        await node.TakenAsync(node.Tell(card.Phases[1].Id, TellingNode.Board(key)));
        node.Key = other;
        await node.RefusedAsync(node.Tell(node.Row(card.Phases[0].Id)), RecordProblem.SignatureWrong);
    }

    private async Task<HttpResponseMessage> PostAsync(TellingNode node, Stream body, long? length)
    {
        using var client = hub.Client();
        using var content = new StreamContent(body);
        content.Headers.ContentLength = length;
        using var request = new HttpRequestMessage(HttpMethod.Post, FederationPaths.Feed) { Content = content };
        request.Headers.Authorization = new("Bearer", await node.Node.AccessTokenAsync());
        request.Headers.TransferEncodingChunked = length is null;
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class CountedStream(long length) : MemoryStream
    {
        public long Given { get; private set; }

        public override long Length => length;

        public override bool CanSeek => false;

        public override int ReadByte() => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, length - Given);
            buffer.Span[..count].Fill((byte)' ');
            Given += count;
            return ValueTask.FromResult(count);
        }
    }
}
