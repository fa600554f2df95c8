namespace Agon.Hub;

/// <summary>Every address of the hub's own pages, as paths on this host, so that a renamed page is a compile error where it is linked.</summary>
internal static class HubLinks
{
    public const string Home = "/";

    public static class Administration
    {
        public const string Staff = "/administration/staff";
    }
}
