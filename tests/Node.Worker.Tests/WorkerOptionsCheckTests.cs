using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests;

public sealed class WorkerOptionsCheckTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly WorkerOptions _options = new() { NodeUrl = "https://node.example.org", Token = "t", Name = "gpu-2" };

    [Fact]
    public void good_settings_pass() => Problems().ShouldBeEmpty();

    [Fact]
    public void a_token_in_a_file_passes()
    {
        _options.Token = null;
        _options.TokenFile = _directory.Write("token", "t\n");

        Problems().ShouldBeEmpty();
    }

    [Fact]
    public void everything_wrong_is_said_at_once()
    {
        var options = new WorkerOptions { Name = "a b", Engine = "tcp://x", Slots = 0, RuntimeImage = "No!", CacheBytes = -1, ReserveBytes = -1, ReserveFiles = -1, StopGraceSeconds = -1, PullMinutes = 0, PullFrom = "* ghcr.io/*/x", ContainerUser = "0:0", DataDirectory = "/a:b" };

        new WorkerOptionsCheck().Validate(null, options).Failures!.Count().ShouldBe(14);
    }

    [Theory]
    [InlineData("node.example.org", "begins with https://")]
    [InlineData("ftp://node", "begins with https://")]
    [InlineData("", "NodeUrl is missing")]
    public void a_wrong_address_is_named(string url, string sentence)
    {
        _options.NodeUrl = url;

        Problems().ShouldHaveSingleItem().ShouldContain(sentence);
    }

    [Fact]
    public void two_tokens_contradict_each_other()
    {
        _options.TokenFile = _directory.Write("token", "t");

        Problems().ShouldHaveSingleItem().ShouldContain("both set");
    }

    [Fact]
    public void an_empty_token_file_is_named()
    {
        _options.Token = null;
        _options.TokenFile = _directory.Write("token", " \n");

        Problems().ShouldHaveSingleItem().ShouldContain("missing or empty");
    }

    [Theory]
    [InlineData("agon")]
    [InlineData("0:1000")]
    [InlineData("1000")]
    public void containers_never_run_as_root_or_by_name(string user)
    {
        _options.ContainerUser = user;

        Problems().ShouldHaveSingleItem().ShouldContain("Worker:ContainerUser");
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private IEnumerable<string> Problems() => new WorkerOptionsCheck().Validate(null, _options).Failures ?? [];
}
