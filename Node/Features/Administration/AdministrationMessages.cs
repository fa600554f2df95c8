namespace Agon.Node.Features.Administration;

internal static class AdministrationMessages
{
    public const string EnterSiteName = "Enter a name for the site, for instance Alpha Competitions.";
    public const string NameTooLong = "Choose a shorter name: at most 60 characters.";
}
