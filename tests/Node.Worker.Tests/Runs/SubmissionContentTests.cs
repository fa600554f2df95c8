using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class SubmissionContentTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();

    [Theory]
    [InlineData("predictions.csv", null)]
    [InlineData("README.md", null)]
    [InlineData("a/results.npy", null)]
    [InlineData("noextension", null)]
    [InlineData("model.py", "model.py")]
    [InlineData("src/Model.IPYNB", "src/Model.IPYNB")]
    [InlineData("weights.pt", "weights.pt")]
    [InlineData("analysis.R", "analysis.R")]
    public void code_and_models_are_told_from_results(string file, string? found)
    {
        _directory.Write("submission/" + file, "x");

        SubmissionContent.FindCode(_directory["submission"]).ShouldBe(found);
    }

    [Fact]
    public void the_copy_leaves_the_metadata_of_the_root_behind()
    {
        _directory.Write("submission/metadata", "x");
        _directory.Write("submission/metadata.yaml", "x");
        _directory.Write("submission/a/metadata", "x");
        _directory.Write("submission/b.csv", "x");
        _directory.Make("out");

        SubmissionContent.CopyTo(_directory["submission"], _directory["out"], new ContainerUser(1, 1, CanGive: false));

        _directory.Files("out").ShouldBe(["a/metadata", "b.csv"]);
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();
}
