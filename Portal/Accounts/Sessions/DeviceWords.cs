namespace Agon.Portal.Accounts.Sessions;

/// <summary>Says in words which browser a User-Agent names, so that a person recognizes their own. It can be wrong: browsers pretend.</summary>
internal static class DeviceWords
{
    public const string Unknown = "An unknown browser";

    // The more special first: nearly every browser names those it descends from.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("HeadlessChrome/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "a Mac"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent) => (Find(userAgent, Browsers), Find(userAgent, Systems)) switch
    {
        (null, null) => Unknown,
        ({ } browser, null) => browser,
        (null, { } system) => $"A browser on {system}",
        var (browser, system) => $"{browser} on {system}",
    };

    private static string? Find(string? userAgent, (string Mark, string Name)[] among) =>
        among.FirstOrDefault(a => userAgent?.Contains(a.Mark, StringComparison.Ordinal) == true).Name;
}
