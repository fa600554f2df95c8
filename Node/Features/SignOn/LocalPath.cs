using System.Diagnostics.CodeAnalysis;

namespace Agon.Node.Features.SignOn;

/// <summary>Tells paths of this site from everything else that could be returned to.</summary>
internal static class LocalPath
{
    /// <summary>The path if it is one of this site, otherwise the other.</summary>
    public static string Or(string? path, string other) => IsLocal(path) ? path : other;

    // One slash, and nothing that a browser takes for another: "//host", "/\host", "/<tab>/host".
    private static bool IsLocal([NotNullWhen(true)] string? path) =>
        path is ['/', ..] && !(path is [_, '/' or '\\', ..]) && !path.Any(char.IsControl);
}
