namespace Agon.Node.Features.FactSheets;

internal static class FactSheetServices
{
    public static void AddFactSheets(this IServiceCollection services)
    {
        services.AddScoped<ReadFactSheet>();
        services.AddScoped<SaveAnswers>();
        services.AddScoped<EditQuestions>();
    }
}
