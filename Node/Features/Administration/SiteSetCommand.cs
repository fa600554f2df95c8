using System.CommandLine;

namespace Agon.Node.Features.Administration;

/// <summary>The verb <c>site set</c>: the site's name and institution, as on the operator's page of settings.</summary>
internal static class SiteSetCommand
{
    public static Command Create(string[] settings)
    {
        var name = new Option<string?>("--name") { Description = "The site's name, shown at the top of every page." };
        var institution = new Option<string?>("--institution") { Description = "The university or institute, shown beside the name; an empty text takes it away." };
        var command = new Command("set", "Change what the site is called; what is not given stays.") { name, institution };
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, _) =>
        {
            var (newName, newInstitution) = (parsed.GetValue(name)?.Trim(), parsed.GetValue(institution)?.Trim());
            if (newName is "")
            {
                return AdministrationMessages.EnterSiteName;
            }

            if (newName?.Length > SiteSettings.NameMaxLength || newInstitution?.Length > SiteSettings.NameMaxLength)
            {
                return AdministrationMessages.NameTooLong;
            }

            await services.GetRequiredService<EditSiteSettings>().ExecuteAsync(
                site =>
                {
                    site.Name = newName ?? site.Name;
                    site.Institution = newInstitution is null ? site.Institution : newInstitution is "" ? null : newInstitution;
                },
                ct);
            return null;
        }, ct));
        return command;
    }
}
