using System.Text.Json;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

/// <summary>What the engine is asked for, setting by setting: each is a promise about hostile code.</summary>
public sealed class IsolationTests : IAsyncLifetime
{
    private Bench _bench = null!;
    private JsonElement _spec;
    private JsonElement _host;

    public async ValueTask InitializeAsync()
    {
        _bench = await Bench.StartAsync();
        _bench.Engine.Volumes = ["/data", "/tmp"];
        await _bench.RunAsync(new Wish { Limits = new Wish().Limits with { Cpus = 16, MemoryBytes = 512 << 20, Pids = 33, DirectoryBytes = 5 << 20 } });
        _spec = _bench.Container(LogStream.Scoring).Spec;
        _host = _spec.GetProperty("HostConfig");
    }

    [Fact]
    public void there_is_no_network() => _host.GetProperty("NetworkMode").GetString().ShouldBe("none");

    [Fact]
    public void there_are_no_capabilities_and_no_new_ones()
    {
        _host.GetProperty("CapDrop")[0].GetString().ShouldBe("ALL");
        _host.GetProperty("SecurityOpt")[0].GetString().ShouldBe("no-new-privileges");
    }

    [Fact]
    public void the_user_is_nobody_special() => _spec.GetProperty("User").GetString().ShouldNotBe("0:0");

    [Fact]
    public void the_root_is_read_only_with_a_bounded_tmp()
    {
        _host.GetProperty("ReadonlyRootfs").GetBoolean().ShouldBeTrue();
        _host.GetProperty("Tmpfs").GetProperty("/tmp").GetString()!.ShouldContain($"size={256 << 20}");
        _spec.GetProperty("Env").EnumerateArray().Select(entry => entry.GetString()).ShouldContain("HOME=/tmp");
    }

    [Fact]
    public void volumes_of_the_image_become_memory()
    {
        var mount = _host.GetProperty("Mounts").EnumerateArray().ShouldHaveSingleItem();

        mount.GetProperty("Type").GetString().ShouldBe("tmpfs");
        mount.GetProperty("Target").GetString().ShouldBe("/data");
    }

    [Fact]
    public void memory_has_no_swap_beside_it()
    {
        _host.GetProperty("Memory").GetInt64().ShouldBe(512 << 20);
        _host.GetProperty("MemorySwap").GetInt64().ShouldBe(512 << 20);
    }

    [Fact]
    public void processes_cpus_and_files_are_limited()
    {
        _host.GetProperty("PidsLimit").GetInt64().ShouldBe(33);
        _host.GetProperty("NanoCpus").GetInt64().ShouldBe(2_000_000_000, "the engine has two, and refuses more");
        _host.GetProperty("Ulimits").EnumerateArray().Select(limit => $"{limit.GetProperty("Name")}={limit.GetProperty("Hard")}")
            .ShouldBe(["core=0", "nofile=4096", $"fsize={6 << 20}"]);
    }

    [Fact]
    public void the_engine_keeps_no_log_of_its_own() => _host.GetProperty("LogConfig").GetProperty("Type").GetString().ShouldBe("none");

    [Fact]
    public void only_output_and_shared_can_be_written_to()
    {
        var binds = _bench.Container(LogStream.Scoring).Binds.Select(bind => bind.Split(':')[1..]).ToDictionary(bind => bind[0], bind => bind[1]);

        binds.ShouldBe(
            new Dictionary<string, string>
            {
                ["/app/program"] = "ro,z",
                ["/app/input/ref"] = "ro,z",
                ["/app/input/res"] = "ro,z",
                ["/app/output"] = "rw,z",
                ["/app/shared"] = "rw,z",
            },
            ignoreOrder: true);
    }

    [Fact]
    public void the_entry_point_of_the_image_is_left_alone()
    {
        _spec.TryGetProperty("Entrypoint", out _).ShouldBeFalse();
        _spec.GetProperty("WorkingDir").GetString().ShouldBe("/app/program");
    }

    [Fact]
    public void proxies_are_empty_and_python_does_not_buffer() =>
        new[] { "PYTHONUNBUFFERED=1", "http_proxy=", "https_proxy=" }.ShouldBeSubsetOf(_spec.GetProperty("Env").EnumerateArray().Select(entry => entry.GetString()!));

    [Fact]
    public async Task containers_are_removed_with_their_volumes()
    {
        await _bench.UntilCleanAsync();

        _bench.Engine.RemovedWith.ShouldBe(["?force=1&v=1"]);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
