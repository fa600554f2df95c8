using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class StepMetadataTests : IAsyncDisposable
{
    private readonly TempDirectory _output = new();

    [Fact]
    public void exit_codes_and_times_of_both_programs_are_written()
    {
        Write(new(LogStream.Ingestion, 0, 1.5, false, false), new(LogStream.Submission, 3, 2.25, false, false))
            .ShouldBe("exitCode: 3\nelapsedTime: 2.25\ningestionExitCode: 0\ningestionElapsedTime: 1.5\n");
    }

    [Fact]
    public void the_ingestion_program_alone_gives_the_elapsed_time() =>
        Write(new ContainerResult(LogStream.Ingestion, 0, 1.5, false, false))
            .ShouldBe("exitCode: 0\nelapsedTime: 1.5\ningestionExitCode: 0\ningestionElapsedTime: 1.5\n");

    [Fact]
    public void results_took_no_time() => Write().ShouldBe("exitCode: 0\nelapsedTime: 0.0\ningestionExitCode: null\ningestionElapsedTime: null\n");

    [Fact]
    public void a_file_of_that_name_is_replaced()
    {
        _output.Write("metadata", "mine");

        Write().ShouldStartWith("exitCode");
    }

    [Fact]
    public void a_directory_of_that_name_stays()
    {
        _output.Make("metadata");

        StepMetadata.Write(_output.Path, []).ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private string Write(params ContainerResult[] containers)
    {
        StepMetadata.Write(_output.Path, containers).ShouldBeTrue();
        return File.ReadAllText(_output["metadata"]);
    }
}
