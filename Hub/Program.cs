using Agon.Hub;
using Agon.Hub.Data;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.Extensions.Options;

return await StartRefusals.ReportAsync(async () =>
{
    // Settings and static files lie beside the executable, from wherever it is started.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddHub();
    await using var hub = builder.Build();
    hub.Services.GetRequiredService<IStartupValidator>().Validate();
    await hub.Services.MigrateAsync<HubDb>(CancellationToken.None);
    hub.UseHub();
    await hub.RunAsync();
    return 0;
}, Console.Error);
