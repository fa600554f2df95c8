using System.Diagnostics;

namespace Agon.Hub.Features.Administration;

internal static class AdministrationMessages
{
    public const string EnterEmail = "Enter the e-mail address of the person's account.";
    public const string ChooseRole = "Choose a role.";
    public const string NoAccount = "There is no account with this address. Ask the person to register first.";
    public const string NotConfirmed = "The person has not confirmed this address yet. Ask them to follow the link in their mail first.";
    public const string HasItNot = "This person does not have that role any more.";
    public const string LastAdministrator = "This is the last administrator. Appoint another one first.";

    public static string Sentence(AppointOutcome outcome) => outcome switch
    {
        AppointOutcome.NoAccount => NoAccount,
        AppointOutcome.NotConfirmed => NotConfirmed,
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Sentence(DismissOutcome outcome, string role) => outcome switch
    {
        DismissOutcome.Dismissed(var name) => $"{name} is not {WithArticle(role)} any more.",
        DismissOutcome.HasItNot => HasItNot,
        DismissOutcome.LastAdministrator => LastAdministrator,
        var other => throw new UnreachableException($"{other}"),
    };

    public static string WithArticle(string role) => role == Staff.Administrator ? $"an {role}" : $"a {role}";
}
