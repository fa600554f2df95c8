namespace Agon.Journeys;

/// <summary>Asks again until an answer is the wished one; a journey that waits in vain fails with the last answer.</summary>
internal static class Until
{
    public static async Task<T> SoAsync<T>(Func<Task<T>> ask, Func<T, bool> isWished, TimeSpan patience)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            var answer = await ask();
            if (isWished(answer))
            {
                return answer;
            }

            try
            {
                await timer.WaitForNextTickAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ShouldAssertException($"Waited {patience} in vain; the last answer was {answer}.");
            }
        }
    }
}
