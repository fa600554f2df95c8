namespace Agon.Portal.Accounts;

/// <summary>The roles an account can have on a whole site.</summary>
public static class AccountRoles
{
    /// <summary>Runs the site.</summary>
    public const string Operator = "operator";
}
