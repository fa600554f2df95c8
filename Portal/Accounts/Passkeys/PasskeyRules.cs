namespace Agon.Portal.Accounts.Passkeys;

/// <summary>The numbers of passkeys.</summary>
internal static class PasskeyRules
{
    public const int MostPerAccount = 20, NameMaxLength = 60;

    /// <summary>The longest answer of a browser, in characters.</summary>
    public const int CredentialMaxLength = 20_000;
}
