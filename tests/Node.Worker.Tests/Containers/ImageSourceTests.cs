using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Containers;

public sealed class ImageSourceTests : IAsyncLifetime
{
    private readonly List<string> _said = [];
    private FakeEngine _engine = null!;
    private WorkerHost _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _worker = WorkerHost.Build("http://127.0.0.1:1", _engine.Socket);
    }

    [Fact]
    public async Task an_image_that_is_here_is_used_even_if_there_is_a_stand_in()
    {
        _engine.Images["codalab/codalab-legacy:py37"] = "sha256:own";

        (await GetAsync("codalab/codalab-legacy:py37")).ShouldBeOfType<ImageOutcome.Ready>().Id.ShouldBe("sha256:own");
        _said.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_usual_image_that_is_not_here_is_replaced_and_that_is_said()
    {
        (await GetAsync("codalab/codalab-legacy:py37")).ShouldBeOfType<ImageOutcome.Ready>().Name.ShouldBe("agon-runtime:1");

        _said.ShouldHaveSingleItem().ShouldContain("'codalab/codalab-legacy:py37' is not on this worker; its operator chose 'agon-runtime:1'");
        _engine.Pulled.ShouldBeEmpty();
    }

    [Fact]
    public async Task any_other_image_is_pulled_with_one_tag()
    {
        _engine.PullAnswer = name => Pull(name, """{"status":"Pull complete","id":"x"}""");

        (await GetAsync("python")).ShouldBeOfType<ImageOutcome.Ready>().Name.ShouldBe("python");
        _engine.Pulled.ShouldBe(["python:latest"]);
        _said.ShouldContain("1 layers are here.");
    }

    [Fact]
    public async Task an_error_inside_the_stream_of_a_pull_is_the_reason()
    {
        _engine.PullAnswer = _ => """{"status":"Pulling"}""" + "\r\n" + """{"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"}""" + "\r\n";

        (await GetAsync("python:none")).ShouldBe(new ImageOutcome.Missing("python:none", "its registry has no such name or tag"));
    }

    [Fact]
    public async Task a_pull_that_breaks_off_is_a_reason()
    {
        _engine.PullAnswer = _ => """{"status":"Pul""";

        (await GetAsync("python:x")).ShouldBeOfType<ImageOutcome.Missing>().Reason.ShouldBe("the pull broke off");
    }

    [Fact]
    public async Task a_pull_that_brings_nothing_is_a_reason()
    {
        _engine.PullAnswer = _ => """{"status":"ok"}""";

        (await GetAsync("python:x")).ShouldBeOfType<ImageOutcome.Missing>().Reason.ShouldContain("does not have it");
    }

    [Fact]
    public async Task a_name_that_is_none_never_reaches_the_engine()
    {
        (await GetAsync("../containers/json?all=1#")).ShouldBeOfType<ImageOutcome.Missing>().Reason.ShouldContain("not a valid name");

        _engine.Pulled.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_registry_the_operator_did_not_name_is_not_called()
    {
        var missing = (await GetAsync("10.0.0.1:5000/image")).ShouldBeOfType<ImageOutcome.Missing>();

        missing.Reason.ShouldBe("the operator of the worker does not let it pull from there");
        _engine.Pulled.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_stand_in_the_operator_named_is_pulled_from_wherever_it_is()
    {
        await using var worker = WorkerHost.Build(
            "http://127.0.0.1:1", _engine.Socket, settings: ("Worker:Images:python:*", "registry.example.org:5000/python:1"));

        (await worker.Get<ImageSource>().GetAsync("python:3", _said.Add, TestContext.Current.CancellationToken)).ShouldBeOfType<ImageOutcome.Ready>();
        _engine.Pulled.ShouldBe(["registry.example.org:5000/python:1"]);
    }

    [Fact]
    public async Task an_engine_that_answers_with_an_error_is_not_a_missing_image()
    {
        _engine.Status = 500;

        await Should.ThrowAsync<EngineException>(() => GetAsync("python"));
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private string Pull(string name, string line)
    {
        _engine.Images[name] = "sha256:pulled";
        _engine.Images[name.Replace(":latest", "")] = "sha256:pulled";
        return line + "\n";
    }

    private Task<ImageOutcome> GetAsync(string name) => _worker.Get<ImageSource>().GetAsync(name, _said.Add, TestContext.Current.CancellationToken);
}
