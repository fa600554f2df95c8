namespace Agon.Portal.Accounts;

/// <summary>The numbers of account keeping, the same for pages, mails and checks.</summary>
public static class AccountRules
{
    /// <summary>The shortest password, in characters.</summary>
    public const int PasswordMinLength = 10;

    /// <summary>The longest password, in characters: hashing is work.</summary>
    public const int PasswordMaxLength = 200;

    /// <summary>The longest e-mail address, in characters.</summary>
    public const int EmailMaxLength = 254;

    /// <summary>The unique index over addresses: the user name is the address.</summary>
    internal const string AddressIndex = "user_name_index";

    /// <summary>Wrong passwords in a row before an account is locked.</summary>
    public const int TriesBeforeLockout = 5;

    /// <summary>How long an account stays locked.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>How long a mailed link works.</summary>
    public static readonly TimeSpan LinkValidity = TimeSpan.FromHours(24);

    /// <summary>How long an account waits for its address to be confirmed; then it is removed.</summary>
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(7);

    /// <summary>How long until an account is mailed the same thing again, however often somebody asks for it.</summary>
    public static readonly TimeSpan MailPause = TimeSpan.FromMinutes(10);

    /// <summary>How long a person stays signed in without coming back.</summary>
    public static readonly TimeSpan SignedIn = TimeSpan.FromDays(14);

    /// <summary>How long one may take to find the code after the password.</summary>
    public static readonly TimeSpan HalfSignedIn = TimeSpan.FromMinutes(10);

    /// <summary>How recently a person must have shown who they are to add or remove a way into their account.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>How recently where the page asked for that before they began to write, so that nothing written gets lost.</summary>
    public static readonly TimeSpan Writing = TimeSpan.FromHours(1);

    /// <summary>How long until another browser notices that it was signed out.</summary>
    public static readonly TimeSpan StampValidity = TimeSpan.FromMinutes(1);
}
