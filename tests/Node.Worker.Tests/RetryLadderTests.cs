namespace Agon.Node.Worker.Tests;

public sealed class RetryLadderTests
{
    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(4, 4, 8)]
    [InlineData(5, 5, 10)]
    [InlineData(1000, 5, 10)]
    public void waits_double_up_to_an_end_with_jitter(int failures, double least, double most) =>
        RetryLadder.Node.After(failures).TotalSeconds.ShouldBeInRange(least, most);
}
