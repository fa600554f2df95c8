namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Addresses of bundle imports.</summary>
internal static class BundleLinks
{
    public static string Import(Guid id) => $"/competitions/imports/{id}";

    public static string ImportEvents(Guid id) => $"/competitions/imports/{id}/events";
}
