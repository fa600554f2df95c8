using System.Diagnostics;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>What people read who let a program in by typing its code.</summary>
internal static class DeviceMessages
{
    private const string EnterCode = "Enter the code that the other device shows, for instance BCDF-GHJK.";
    private const string NoSuchCode = "No device waits with this code. Compare it with the one shown there; codes are good for ten minutes and once. If it took longer, start again on the other device.";
    public const string Allowed = "Done. You can go back to the other device: it goes on by itself.";
    public const string Denied = "The other device was told no. It has no access.";

    public static string Sentence(UserCodeRefusal refusal) => refusal switch
    {
        UserCodeRefusal.Missing => EnterCode,
        UserCodeRefusal.NobodyWaits => NoSuchCode,
        var other => throw new UnreachableException($"{other}"),
    };
}
