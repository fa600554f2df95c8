namespace Agon.Portal.Accounts;

/// <summary>What account pages say when something has to be mended.</summary>
internal static class AccountMessages
{
    public const string EnterEmail = "Enter your e-mail address.";
    public const string EmailLooksWrong = "Enter an e-mail address such as name@example.org.";
    public const string EnterName = "Enter the name others will see.";
    public const string NameTooLong = "Choose a shorter name: at most 80 characters.";
    public const string NameNotPlain = "Choose a name without line breaks, invisible characters or web addresses.";
    public const string EnterPassword = "Enter your password.";
    public const string ChoosePassword = "Choose a password of at least 10 characters.";
    public const string PasswordTooLong = "Choose a password of at most 200 characters.";
    public const string EnterCurrentPassword = "Enter your current password.";
    public const string NotYourPassword = "Your current password is not this one.";
    public const string LinkIsSpent = "This link has expired or was used already. Ask for a new one.";
    public const string MustConfirm = "Confirm your e-mail address first: follow the link we mailed you, or ask for a new one below.";
    public const string SessionEnded = "That browser is signed out.";
    public const string SessionEndedBefore = "That browser was signed out already.";
    public const string SignedOutEverywhere = "You are signed out here and everywhere else.";
    public const string ShowAgain = "To go on, show that it is you: enter your password again.";
    public const string ShowThere = "To go on, show that it is you: sign in again.";
    public const string ShowHere = "You came by another site's word, which is not enough for this: enter your password of this site. If you have none, choose one by \"Forgot your password?\".";
    public const string EnterCode = "Enter the code your authenticator app shows, or a recovery code.";
    public const string CodeTooLong = "This is too long for a code.";
    public const string EnterFirstCode = "Enter the six digits your authenticator app shows.";
    public const string NotTheFirstCode = "This is not the code. Enter the six digits the app shows now; check that your phone's clock is right.";
    public const string SignInAnew = "That took too long. Sign in again.";
    public const string SecondStepIsOn = "The second step is on already.";
    public const string SecondStepNotBegun = "Begin anew: there is no key yet.";
    public const string SecondStepIsOff = "The second step is off: your password is all you need to sign in.";
    public const string PasskeyRefused = "This passkey was not accepted. Try again, or use your password.";
    public const string PasskeyNotGood = "This passkey could not be added. Try again; it may be that the page was open too long.";
    public const string PasskeyAdded = "The passkey is added. You can sign in with it from now on.";
    public const string PasskeyRenamed = "The passkey has its new name.";
    public const string PasskeyRemoved = "The passkey is removed here, every other browser is signed out, and API tokens have ended. Remove it from your device too.";
    public const string NoSuchPasskey = "There is no such passkey any more.";
    public const string NamePasskey = "Give the passkey a name.";
    public const string PasskeyNameWrong = "Give the passkey a name of at most 60 characters, without line breaks or web addresses.";
    public const string TooManyPasskeys = "You have 20 passkeys. Remove one that you don't use first.";

    public static readonly string WrongCode =
        $"This code is not right, or it was used before. Wait for the next one. After {AccountRules.TriesBeforeLockout} wrong tries in a row an account is "
        + $"locked for {Text.Durations.Limit(AccountRules.Lockout)}.";

    public static readonly string WrongPassword =
        $"The e-mail address or the password is not right. After {AccountRules.TriesBeforeLockout} wrong passwords in a row an account is locked for "
        + $"{Text.Durations.Limit(AccountRules.Lockout)}, even for the right one.";

    public static readonly string NotTheChosenPassword =
        $"This is not the password that was chosen with this address. After {AccountRules.TriesBeforeLockout} wrong passwords in a row the account is "
        + $"locked for {Text.Durations.Limit(AccountRules.Lockout)}.";

    /// <summary>What is said after a reset, with the names of the other ways into the account.</summary>
    public static string PasswordIsSet(IReadOnlyList<string> otherWays) => "Your new password is set. Sign in with it." + (otherWays.Count == 0
        ? ""
        : $" These still open your account too: {string.Join(", ", otherWays)}. Remove what is not yours.");
}
