namespace Agon.Portal.Accounts;

/// <summary>How a person can show who they are, in the words of RFC 8176: the values of the claim <c>amr</c>.</summary>
public static class AuthenticationMethods
{
    /// <summary>A password.</summary>
    public const string Password = "pwd";

    /// <summary>A code that works once.</summary>
    public const string OneTimeCode = "otp";

    /// <summary>Two different ones together.</summary>
    public const string SeveralFactors = "mfa";

    /// <summary>A key kept in a device.</summary>
    public const string DeviceKey = "hwk";

    /// <summary>A key that a password manager copies between devices.</summary>
    public const string SoftwareKey = "swk";

    /// <summary>The device made sure that its owner was there.</summary>
    public const string UserPresence = "user";
}
