using System.Diagnostics;
using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class WrittenTreeTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void sizes_are_added_up()
    {
        _directory.Write("a", "12345");
        _directory.Write("b/c/d", "123");

        WrittenTree.Measure(_directory.Path, 1000).ShouldBe(new TreeFacts(8, 4, 0, null));
    }

    [Fact]
    public void a_file_with_holes_counts_in_full()
    {
        using (var file = File.Create(_directory["sparse"]))
        {
            file.SetLength(1L << 40);
        }

        WrittenTree.Measure(_directory.Path, 1000).Bytes.ShouldBe(1L << 40);
    }

    [Fact]
    public async Task links_and_pipes_are_taken_away_and_what_they_point_to_stays()
    {
        var secret = _directory.Write("outside/secret", "x");
        _directory.Write("out/kept.txt", "x");
        File.CreateSymbolicLink(_directory["out/file"], secret);
        File.CreateSymbolicLink(_directory["out/folder"], _directory["outside"]);
        File.CreateSymbolicLink(_directory["out/dangling"], "/app/input/ref/solution.csv");
        await RunAsync("mkfifo", _directory["out/pipe"]);

        WrittenTree.Tidy(_directory["out"], 1000).ShouldBe(new TreeFacts(1, 1, 4, null));

        _directory.Files("out").ShouldBe(["kept.txt"]);
        File.Exists(secret).ShouldBeTrue();
    }

    [Fact]
    public void measuring_does_not_follow_links()
    {
        _directory.Write("outside/large", new string('x', 5000));
        _directory.Make("out");
        File.CreateSymbolicLink(_directory["out/folder"], _directory["outside"]);

        WrittenTree.Measure(_directory["out"], 1000).Bytes.ShouldBe(0);
    }

    [Theory]
    [InlineData("mkdir \"$(printf 'a\\377')\" && touch \"$(printf 'a\\377')/large\"", "a\ufffd")]
    [InlineData("touch \"$(printf 'b\\376')\"", "b\ufffd")]
    public async Task what_can_not_be_looked_at_is_named_while_it_is_written(string script, string name)
    {
        await RunAsync("sh", "-c", $"cd {_directory.Path} && touch x && {script}");

        WrittenTree.Measure(_directory.Path, 1000).ShouldBe(new TreeFacts(0, 2, 0, name));
    }

    [Fact]
    public void a_path_too_long_to_look_at_is_named_while_it_is_written()
    {
        Directory.CreateDirectory(_directory[string.Join('/', Enumerable.Repeat(new string('d', 200), 18))]);
        _directory.Make("other");

        var facts = WrittenTree.Measure(_directory.Path, 1000);

        facts.Unreachable.ShouldBe(new string('d', 200));
        facts.Files.ShouldBe(19);
    }

    [Fact]
    public async Task a_directory_without_the_right_to_read_is_named_for_a_worker_that_is_not_root()
    {
        Assert.SkipWhen(Posix.Identity.User == 0, "root reads everything");
        await RunAsync("sh", "-c", $"cd {_directory.Path} && mkdir in && touch in/x && chmod 0300 in");

        WrittenTree.Measure(_directory.Path, 1000).Unreachable.ShouldBe("in");
    }

    [Fact]
    public void links_count_as_files_do()
    {
        new TreeFacts(0, 1, WrittenTree.MaxFiles, null).IsOver(1000).ShouldBeTrue();
        new TreeFacts(0, 0, WrittenTree.MaxFiles, null).IsOver(1000).ShouldBeFalse();

        File.CreateSymbolicLink(_directory["link"], "/nowhere");
        WrittenTree.Measure(_directory.Path, 1000).ShouldBe(new TreeFacts(0, 0, 1, null));
    }

    [Fact]
    public void a_directory_that_is_gone_is_nothing_to_measure() => WrittenTree.Measure(_directory["gone"], 1000).ShouldBe(default);

    [Fact]
    public async Task a_name_that_is_not_text_is_reported_because_it_can_not_be_looked_after()
    {
        await RunAsync("sh", "-c", $"cd {_directory.Path} && ln -s /etc/passwd \"$(printf 'a\\377')\"");

        WrittenTree.Tidy(_directory.Path, 1000).Unreachable.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_path_deeper_than_the_system_can_name_is_reported_and_can_still_be_removed()
    {
        var half = string.Join('/', Enumerable.Repeat(new string('d', 200), 12));
        Directory.CreateDirectory(_directory[$"deep/{half}"]);
        Directory.CreateDirectory(_directory[$"deeper/{half}"]);
        Directory.Move(_directory["deeper"], _directory[$"deep/{half}/deeper"]);

        WrittenTree.Tidy(_directory["deep"], 1000).Unreachable.ShouldNotBeNull();
        await DirectoryRemoval.RemoveAsync(_directory["deep"], TestContext.Current.CancellationToken);

        Directory.Exists(_directory["deep"]).ShouldBeFalse();
    }

    [Fact]
    public async Task a_directory_with_odd_names_and_no_rights_can_be_removed()
    {
        await RunAsync("sh", "-c", $"mkdir -p {_directory["odd/locked/in"]} && cd {_directory["odd"]} && touch \"$(printf 'a\\377')\" locked/in/x && chmod 0 locked/in locked");

        await DirectoryRemoval.RemoveAsync(_directory["odd"], TestContext.Current.CancellationToken);

        Directory.Exists(_directory["odd"]).ShouldBeFalse();
    }

    [Fact]
    public void locked_files_are_opened_for_the_worker()
    {
        File.SetUnixFileMode(_directory.Write("a", "x"), UnixFileMode.None);

        WrittenTree.Tidy(_directory.Path, 1000);

        File.GetUnixFileMode(_directory["a"]).ShouldBe(UnixFileMode.UserRead);
    }

    [Fact]
    public async Task removing_what_is_not_there_is_no_error() =>
        await DirectoryRemoval.RemoveAsync(_directory["nothing"], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }
}
