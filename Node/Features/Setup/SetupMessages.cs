namespace Agon.Node.Features.Setup;

internal static class SetupMessages
{
    public const string EnterSiteName = "Enter a name for the site, for instance Alpha Competitions.";
    public const string SiteNameTooLong = "Choose a shorter name for the site: at most 60 characters.";
    public const string InstitutionTooLong = "Choose a shorter name for the institution: at most 60 characters.";
    public const string EnterName = "Enter your name.";
    public const string NameTooLong = "Choose a shorter name: at most 80 characters.";
    public const string EnterEmail = "Enter your e-mail address.";
    public const string ChoosePassword = "Choose a password of at least 10 characters.";
    public const string PasswordTooLong = "Choose a password of at most 200 characters.";
}
