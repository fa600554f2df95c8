using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class WrappingFolderTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    [Fact]
    public void a_program_in_a_folder_is_taken_out_of_it()
    {
        _directory.Write("program/mine/metadata", "command: x");
        _directory.Write("program/mine/lib/a.py", "x");

        WrappingFolder.RemoveAroundProgram(_directory["program"]).ShouldBe("mine");

        _directory.Files("program").ShouldBe(["lib/a.py", "metadata"]);
    }

    [Fact]
    public void a_folder_that_holds_its_own_name_is_no_obstacle()
    {
        _directory.Write("program/mine/metadata.yaml", "command: x");
        _directory.Write("program/mine/mine/a.py", "x");

        WrappingFolder.RemoveAroundProgram(_directory["program"]).ShouldBe("mine");

        _directory.Files("program").ShouldBe(["metadata.yaml", "mine/a.py"]);
    }

    [Fact]
    public void data_in_a_folder_stays_there()
    {
        _directory.Write("data/train/x.csv", "1");

        WrappingFolder.RemoveAroundProgram(_directory["data"]).ShouldBeNull();
        WrappingFolder.Find(_directory["data"]).ShouldBe("train");
    }

    [Fact]
    public void a_folder_beside_other_files_is_not_around_everything()
    {
        _directory.Write("program/mine/metadata", "command: x");
        _directory.Write("program/readme.txt", "x");

        WrappingFolder.RemoveAroundProgram(_directory["program"]).ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();
}
