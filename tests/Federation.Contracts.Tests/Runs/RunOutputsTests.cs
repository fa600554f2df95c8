using Agon.Federation.Contracts.Runs;

namespace Agon.Federation.Contracts.Tests.Runs;

public sealed class RunOutputsTests
{
    [Fact]
    public void the_names_and_headers_of_outputs_stay_what_they_are()
    {
        RunOutputs.All.ShouldBe(["prediction", "scoring", "detailed-results"]);
        (RunOutputs.FencingTokenHeader, RunOutputs.Sha256Header).ShouldBe(("Agon-Fencing-Token", "Agon-Sha256"));
    }
}
