namespace Agon.Hub.Features.SignOn;

/// <summary>The numbers of sign-on, the same for checks, answers and documents.</summary>
internal static class SignOnRules
{
    /// <summary>How long a code can be redeemed; once.</summary>
    public static readonly TimeSpan Code = TimeSpan.FromSeconds(60);

    /// <summary>How long a pushed request can be used; once.</summary>
    public static readonly TimeSpan PushedRequest = TimeSpan.FromSeconds(90);

    /// <summary>How long a person may take to sign in and to consent.</summary>
    public static readonly TimeSpan Interaction = TimeSpan.FromHours(1);

    /// <summary>How long a person may take to type the code of a program that waits.</summary>
    public static readonly TimeSpan DeviceRequest = TimeSpan.FromMinutes(10);

    /// <summary>How many requests of clients that prove nothing the hub keeps for one network in a minute.</summary>
    public const int PublicRequestsPerMinute = 60;

    /// <summary>How long such a program waits between two questions.</summary>
    public static readonly TimeSpan DevicePoll = TimeSpan.FromSeconds(5);

    /// <summary>How long a curator's leave to register a client is good; once.</summary>
    public static readonly TimeSpan RegistrationToken = TimeSpan.FromDays(7);

    /// <summary>How long an access token is good.</summary>
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(5);

    /// <summary>How long an id_token is good.</summary>
    public static readonly TimeSpan IdToken = TimeSpan.FromMinutes(5);

    /// <summary>How long a refresh token is good if nobody uses it.</summary>
    public static readonly TimeSpan RefreshToken = TimeSpan.FromDays(30);

    /// <summary>How long a client may go on refreshing before the person has to sign in again.</summary>
    public static readonly TimeSpan Grant = TimeSpan.FromDays(180);

    /// <summary>The longest life of a client's assertion.</summary>
    public static readonly TimeSpan Assertion = TimeSpan.FromMinutes(5);

    /// <summary>How far a client's clock may be off.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>How long a key is published after its successor began to sign: longer than anything it signed is good.</summary>
    public static readonly TimeSpan RetiredKey = TimeSpan.FromHours(1);

    /// <summary>How long a process works with the keys it read.</summary>
    public static readonly TimeSpan HeldKeys = TimeSpan.FromMinutes(1);
}
