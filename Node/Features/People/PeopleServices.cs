using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agon.Node.Features.People;

internal static class PeopleServices
{
    /// <summary>Before the feed: what is noted here has to be there when that looks whether to wake up.</summary>
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddScoped<ChooseToBeShown>();
        services.AddScoped<ReadShown>();
        services.AddSingleton<IInterceptor, NoteNames>();
    }
}
