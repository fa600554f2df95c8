using System.Diagnostics;

namespace Agon.Portal.Accounts.Roles;

/// <summary>What is said about giving and taking roles.</summary>
public static class RoleMessages
{
    /// <summary>An address has to be entered.</summary>
    public const string EnterEmail = "Enter the e-mail address of the person's account.";

    /// <summary>A role has to be chosen.</summary>
    public const string ChooseRole = "Choose a role.";

    internal const string NoAccount = "There is no account with this address here. Ask the person to make one first.";
    internal const string NotConfirmed = "The person has not confirmed this address yet. Ask them to follow the link in their mail first.";

    /// <summary>What came of appointing somebody.</summary>
    public static string Sentence(AppointOutcome outcome, string role) => outcome switch
    {
        AppointOutcome.Appointed(var name) => $"{name} is {WithArticle(role)} now. It holds from the next minute on.",
        AppointOutcome.NoAccount => NoAccount,
        AppointOutcome.NotConfirmed => NotConfirmed,
        AppointOutcome.HasItAlready => $"This person is {WithArticle(role)} already.",
        var other => throw new UnreachableException($"{other}"),
    };

    /// <summary>What came of dismissing somebody.</summary>
    public static string Sentence(DismissOutcome outcome, string role) => outcome switch
    {
        DismissOutcome.Dismissed(var name) => $"{name} is not {WithArticle(role)} any more.",
        DismissOutcome.HasItNot => $"This person is not {WithArticle(role)}, or not any more.",
        DismissOutcome.LastOne => $"This is the last {role}. Appoint another one first.",
        var other => throw new UnreachableException($"{other}"),
    };

    internal static string WithArticle(string role) => "aeiou".Contains(role[0], StringComparison.Ordinal) ? $"an {role}" : $"a {role}";
}
