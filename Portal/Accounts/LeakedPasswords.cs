namespace Agon.Portal.Accounts;

/// <summary>
/// Some 36 000 passwords that leaked most often, in lower case: whole ones of ten characters and more, and the letters of all others,
/// which make longer ones with a year or signs behind them. <c>ops/passwords/refresh</c> makes the list.
/// </summary>
internal static class LeakedPasswords
{
    private const string Resource = "Agon.Portal.Accounts.LeakedPasswords.txt";

    /// <summary>Whether one of these texts, in lower case, is on the list.</summary>
    /// <remarks>Passwords are chosen rarely: the list is read each time, in some milliseconds, and takes no memory between.</remarks>
    public static bool ContainAny(IEnumerable<string> texts)
    {
        var wanted = texts.ToHashSet(StringComparer.Ordinal);
        using var list = new StreamReader(typeof(LeakedPasswords).Assembly.GetManifestResourceStream(Resource)!);
        while (list.ReadLine() is { } leaked)
        {
            if (wanted.Contains(leaked))
            {
                return true;
            }
        }

        return false;
    }
}
