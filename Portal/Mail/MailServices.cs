using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Mail;

internal static class MailServices
{
    public static void AddMail<TDb>(this IServiceCollection services)
        where TDb : DbContext
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddScoped<DbContext>(provider => provider.GetRequiredService<TDb>());
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailOutlet>();
        services.AddHostedService(provider => provider.GetRequiredService<MailOutlet>());
        services.AddScoped<Mailer>();
    }
}
