using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Runs.Live;
using Quartz;

namespace Agon.Node.Features.Runs;

internal static class RunServices
{
    /// <summary>Registers leases, their expiry, and what runs may use.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddOptions<RunOptions>().BindConfiguration(RunOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(o => 2 * o.RenewEverySeconds < o.LeaseSeconds, "Runs:RenewEverySeconds is less than half of Runs:LeaseSeconds, so that one lost call loses no run.");
        services.AddSingleton<RunOffers>();
        services.AddScoped<SubmissionTurn>();
        services.AddScoped<LeaseRun>();
        services.AddScoped<WriteLease>();
        services.AddScoped<NoteWorker>();
        services.AddScoped<RenewLease>();
        services.AddScoped<AppendLog>();
        services.AddScoped<ReceiveOutput>();
        services.AddScoped<AcceptReport>();
        services.AddScoped<ExpireLeases>();
        services.AddScoped<CancelRuns>();
        services.AddScoped<RerunSubmission>();
        services.AddScoped<StartRuns>();
        services.AddScoped<ReadLog>();
        services.AddScoped<ReadRun>();
        services.AddScoped<FollowSubmission>();
        services.AddQuartz(quartz => quartz.ScheduleJob<ExpireLeasesJob>(
            trigger => trigger.WithIdentity("expire-leases").StartAt(TimeProvider.System.GetUtcNow() + ExpireLeasesJob.Grace)
                .WithSimpleSchedule(schedule => schedule.WithInterval(ExpireLeasesJob.Interval).RepeatForever()),
            job => job.WithIdentity(ExpireLeasesJob.Key)));
        return services;
    }
}
