namespace Agon.Node.Worker.Tests;

public sealed class RetryLadderTests
{
    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(5, 8, 16)]
    [InlineData(6, 15, 30)]
    [InlineData(1000, 15, 30)]
    public void waits_double_up_to_an_end_with_jitter(int failures, double least, double most) =>
        RetryLadder.Node.After(failures).TotalSeconds.ShouldBeInRange(least, most);
}
