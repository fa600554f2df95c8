namespace Agon.Hub.Features.Catalogue.People;

internal static class PeopleServices
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddScoped<FindPeople>();
        services.AddScoped<ReadEntries>();
    }
}
