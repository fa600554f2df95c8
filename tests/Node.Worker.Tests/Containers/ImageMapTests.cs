using Agon.Node.Worker.Containers;
using Microsoft.Extensions.Configuration;

namespace Agon.Node.Worker.Tests.Containers;

public sealed class ImageMapTests
{
    [Theory]
    [InlineData("codalab/codalab-legacy:py37", "runtime:1")]
    [InlineData("codalab/codalab-legacy", "runtime:1")]
    [InlineData("docker.io/codalab/anything:x", "runtime:1")]
    [InlineData("codalabx/image:1", null)]
    [InlineData("ghcr.io/codalab/image:1", null)]
    [InlineData("python:3.12", null)]
    [InlineData("runtime:1", null)]
    public void the_usual_names_fall_back_to_the_runtime_image(string name, string? standIn) => Map().Find(name).ShouldBe(standIn);

    [Fact]
    public void the_longest_pattern_wins()
    {
        var map = Map(("codalab/codalab-legacy:*", "legacy:1"), ("codalab/codalab-legacy:gpu", "gpu:1"), ("python*", "runtime:1"));

        map.Find("codalab/codalab-legacy:gpu").ShouldBe("gpu:1");
        map.Find("codalab/codalab-legacy:py37").ShouldBe("legacy:1");
        map.Find("codalab/other").ShouldBe("runtime:1");
        map.Find("python:3.12").ShouldBe("runtime:1");
    }

    [Fact]
    public void an_operator_can_switch_the_built_in_off() => Map(("codalab/*", "")).Find("codalab/codalab-legacy:py37").ShouldBeNull();

    [Fact]
    public void a_name_with_colons_survives_the_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Worker:Images:codalab/codalab-legacy:py37"] = "mine:2", ["Worker:Images:localhost:5000/x:*"] = "mine:3" })
            .Build();

        var map = ImageMap.From(new WorkerOptions { RuntimeImage = "runtime:1" }, configuration.GetSection("Worker:Images"));

        map.Find("codalab/codalab-legacy:py37").ShouldBe("mine:2");
        map.Find("localhost:5000/x:latest").ShouldBe("mine:3");
    }

    [Fact]
    public void a_target_that_is_no_name_stops_the_worker_with_a_sentence()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Images:a"] = "Not A Name" }).Build();

        Should.Throw<WorkerStartException>(() => ImageMap.From(new WorkerOptions(), configuration.GetSection("Images")))
            .Message.ShouldBe("Worker:Images:a is 'Not A Name', which is not the name of an image.");
    }

    private static ImageMap Map(params (string Pattern, string Target)[] entries) =>
        new("runtime:1", entries.Select(entry => KeyValuePair.Create(entry.Pattern, entry.Target)));
}
