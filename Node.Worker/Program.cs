using Agon.Node.Worker;
using Microsoft.Extensions.Options;

var builder = Host.CreateApplicationBuilder(args);
builder.AddWorker();

try
{
    using var host = builder.Build();
    host.CheckWorker();
    await host.RunAsync();
    return 0;
}
catch (OptionsValidationException settings)
{
    foreach (var sentence in settings.Failures)
    {
        await Console.Error.WriteLineAsync(sentence);
    }

    return 1;
}
catch (WorkerStartException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
