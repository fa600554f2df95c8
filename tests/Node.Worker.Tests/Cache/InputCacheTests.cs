using Agon.Node.Worker.Cache;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Cache;

public sealed class InputCacheTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly byte[] _bytes = "some data"u8.ToArray();
    private FakeNode _node = null!;
    private WorkerHost _worker = null!;

    private InputCache Cache => _worker.Get<InputCache>();

    public async ValueTask InitializeAsync()
    {
        _node = await FakeNode.StartAsync();
        _worker = WorkerHost.Build(_node.Url, "/nowhere.sock", settings: [("Worker:CacheBytes", "25")]);
    }

    [Fact]
    public async Task an_input_is_fetched_once()
    {
        var input = _node.Serve(_bytes, "x.zip")!;

        (await ReadAsync(input)).ShouldBe("some data");
        (await ReadAsync(input)).ShouldBe("some data");

        _node.FileCalls.ShouldBe(1);
    }

    [Fact]
    public async Task a_link_is_followed_without_the_workers_token()
    {
        await ReadAsync(_node.Serve(_bytes, "x.zip")!);

        _node.FileAuthorization.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task bytes_damaged_on_the_way_are_fetched_again()
    {
        _node.Damage = (bytes, call) => call == 1 ? "some dat4"u8.ToArray() : bytes;

        (await ReadAsync(_node.Serve(_bytes, "x.zip")!)).ShouldBe("some data");
    }

    [Theory]
    [InlineData("some dat4")]
    [InlineData("some")]
    [InlineData("some data and more")]
    public async Task bytes_that_stay_wrong_are_never_seen(string wrong)
    {
        _node.Damage = (_, _) => System.Text.Encoding.UTF8.GetBytes(wrong);

        (await Should.ThrowAsync<InputException>(() => ReadAsync(_node.Serve(_bytes, "x.zip")!))).Message.ShouldContain("not the ones announced");

        _worker.Directory.Files("cache").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_link_the_node_refuses_is_not_tried_again()
    {
        var input = new RunInput("/files/unknown", new string('0', 64), 3, "x");

        (await Should.ThrowAsync<InputException>(() => ReadAsync(input))).Message.ShouldContain("404");

        _node.FileCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/x")]
    public async Task a_link_to_something_else_than_the_web_is_refused(string url) =>
        (await Should.ThrowAsync<InputException>(() => ReadAsync(new RunInput(url, new string('0', 64), 3, "x")))).Message.ShouldContain("not an address");

    [Fact]
    public async Task a_digest_that_is_a_path_is_refused() =>
        (await Should.ThrowAsync<InputException>(() => ReadAsync(new RunInput("/x", "../../etc/passwd", 3, "x")))).Message.ShouldContain("digest that is none");

    [Fact]
    public async Task what_was_not_used_for_longest_goes_first()
    {
        var inputs = new[] { "first 0123", "second 012", "third 0123" }.Select(text => _node.Serve(System.Text.Encoding.UTF8.GetBytes(text), "x")!).ToArray();
        var cache = WorkerHost.Build(_node.Url, "/nowhere.sock", _worker.Directory, _clock, ("Worker:CacheBytes", "25")).Get<InputCache>();

        foreach (var index in new[] { 0, 1, 0, 2 })
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await (await cache.OpenAsync(inputs[index], TestContext.Current.CancellationToken)).DisposeAsync();
        }

        _worker.Directory.Files("cache").ShouldBe([inputs[0].Sha256, inputs[2].Sha256], ignoreOrder: true);
    }

    [Fact]
    public async Task an_input_larger_than_the_cache_is_usable_and_not_kept()
    {
        var input = _node.Serve("0123456789012345678901234567890123456789"u8.ToArray(), "x")!;

        (await ReadAsync(input)).Length.ShouldBe(40);

        _worker.Directory.Files("cache").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_file_of_the_wrong_size_in_the_cache_is_fetched_again()
    {
        var input = _node.Serve(_bytes, "x")!;
        _worker.Directory.Write($"cache/{input.Sha256}", "cut");

        (await ReadAsync(input)).ShouldBe("some data");
    }

    [Fact]
    public void what_was_half_fetched_is_removed_at_start()
    {
        _worker.Directory.Write($"cache/{new string('0', 64)}.1.part", "half");

        Cache.RemovePartials();

        _worker.Directory.Files("cache").ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _node.DisposeAsync();
    }

    private async Task<string> ReadAsync(RunInput input)
    {
        await using var file = await Cache.OpenAsync(input, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
