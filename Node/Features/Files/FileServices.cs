using Agon.Portal.Data;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Files;

/// <summary>Registers the store of files, its links and the reception of uploads.</summary>
internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DiskFileStore(
            provider.GetRequiredService<IOptions<DataOptions>>().Value.Directory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<DiskFileStore>());
        services.AddSingleton<FileLinks>();
        services.AddScoped<ReadUploadForm>();
        services.AddScoped<ReceiveUpload>();
        services.AddHostedService<SweepUploads>();
        return services;
    }
}
