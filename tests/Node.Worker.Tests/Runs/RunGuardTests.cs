using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

/// <summary>What a participant does wrong stays theirs, and what they hide does not stay hidden.</summary>
public sealed class RunGuardTests : IAsyncLifetime
{
    private static readonly byte[] Code = Archive.Of(("metadata", "command: run"));

    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync();

    [Fact]
    public async Task a_command_whose_name_nobody_could_look_up()
    {
        _bench.Engine.StartFailure = ("unable to start container process: exec: \"/aaa\": stat /aaa: file name too long", 128);

        (await _bench.RunAsync(new Wish { Submission = Code })).Report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
