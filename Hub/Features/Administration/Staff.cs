using Agon.Portal.Accounts.Roles;

namespace Agon.Hub.Features.Administration;

/// <summary>The people who look after the hub: curators decide about nodes and clients, administrators also about who is staff.</summary>
internal static class Staff
{
    public const string Curator = "curator";
    public const string Administrator = "administrator";

    /// <summary>The policy of pages for curators; administrators may do all that curators may.</summary>
    public const string Curators = "curators";

    /// <summary>The policy of pages for administrators.</summary>
    public const string Administrators = "administrators";

    public static HostRoles Roles { get; } = new() { Deciding = Administrator, All = [Curator, Administrator] };
}
