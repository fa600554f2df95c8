using Agon.Node.Features.Submissions.Access;

namespace Agon.Node.Features.Submissions;

internal static class SubmissionServices
{
    /// <summary>Registers the reception of submissions.</summary>
    public static IServiceCollection AddSubmissions(this IServiceCollection services)
    {
        services.AddOptions<SubmissionOptions>().BindConfiguration(SubmissionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<CheckEligibility>();
        services.AddScoped<LookIntoZip>();
        services.AddScoped<ReceiveSubmission>();
        services.AddScoped<FindSubmission>();
        services.AddScoped<ReadSubmissions>();
        services.AddScoped<ListSubmissions>();
        return services;
    }
}
