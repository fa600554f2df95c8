namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>The words of what a person typed.</summary>
internal static class SearchWords
{
    /// <summary>The longest search looked at, in characters.</summary>
    public const int MaxLength = 200;

    // More words than this would only make the database work.
    private const int MaxWords = 8;

    // Control characters part words like blanks do: PostgreSQL refuses a text with a zero in it.
    public static IReadOnlyList<string> Of(string? search) =>
    [
        .. string.Concat((search ?? "").Take(MaxLength).Select(c => char.IsControl(c) ? ' ' : c))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords),
    ];
}
