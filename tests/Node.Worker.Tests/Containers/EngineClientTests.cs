using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Containers;

public sealed class EngineClientTests : IAsyncLifetime
{
    private FakeEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await FakeEngine.StartAsync();

    [Fact]
    public async Task a_refusal_carries_the_engines_own_words()
    {
        await using var worker = WorkerHost.Build("http://127.0.0.1:1", _engine.Socket);

        var refusal = await Should.ThrowAsync<EngineException>(() => worker.Get<EngineContainers>().InspectAsync("nothing", TestContext.Current.CancellationToken));

        refusal.Message.ShouldBe("no such thing");
        refusal.Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task no_socket_is_said_with_what_to_do()
    {
        await using var worker = WorkerHost.Build("http://127.0.0.1:1", "/nowhere/engine.sock");

        var failure = await Should.ThrowAsync<EngineException>(() => worker.Get<EngineClient>().PingAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("/nowhere/engine.sock");
        failure.Status.ShouldBeNull();
    }

    [Fact]
    public async Task removing_or_killing_what_is_gone_is_no_error()
    {
        await using var worker = WorkerHost.Build("http://127.0.0.1:1", _engine.Socket);
        var containers = worker.Get<EngineContainers>();

        await containers.KillAsync("gone", TestContext.Current.CancellationToken);
        await containers.RemoveAsync("gone", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task only_containers_with_the_label_are_removed()
    {
        await using var worker = WorkerHost.Build("http://127.0.0.1:1", _engine.Socket);
        _engine.Add("mine", """{"agon.worker":"me"}""");
        _engine.Add("theirs", """{"agon.worker":"them"}""");
        _engine.Add("other", "{}");

        (await worker.Get<EngineContainers>().RemoveAllAsync(EngineContainers.WorkerLabel, "me", TestContext.Current.CancellationToken)).ShouldBe(1);

        _engine.Containers.Values.Select(container => container.Name).ShouldBe(["theirs", "other"], ignoreOrder: true);
        _engine.RemovedWith.ShouldBe(["?force=1&v=1"]);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
