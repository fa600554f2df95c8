using Agon.Portal.Data;
using Microsoft.Extensions.Options;
using Quartz;

namespace Agon.Node.Features.Files;

/// <summary>Registers the store of files, its links and the reception of uploads.</summary>
internal static class FileServices
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DiskFileStore(
            provider.GetRequiredService<IOptions<DataOptions>>().Value.Directory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<DiskFileStore>());
        services.AddSingleton<IScratch>(provider => provider.GetRequiredService<DiskFileStore>());
        services.AddSingleton<FileLinks>();
        services.AddScoped<ReadUploadForm>();
        services.AddScoped<ReceiveUpload>();
        services.AddHostedService<SweepUploads>();
        services.AddScoped<SweepBlobs>();
        services.AddQuartz(quartz => quartz.ScheduleJob<SweepBlobsJob>(
            trigger => trigger.WithIdentity("sweep-blobs").StartAt(TimeProvider.System.GetUtcNow() + SweepBlobsJob.Pause)
                .WithSimpleSchedule(schedule => schedule.WithInterval(SweepBlobsJob.Interval).RepeatForever()),
            job => job.WithIdentity(SweepBlobsJob.Key)));
        return services;
    }
}
