using System.Security.Claims;

namespace Agon.Portal.Shell;

/// <summary>Composes the shell of a host. A hub and a node each register theirs, scoped.</summary>
public interface ISiteShell
{
    /// <summary>The shell as this visitor sees it.</summary>
    ValueTask<SiteShell> ComposeAsync(ClaimsPrincipal visitor, CancellationToken ct);
}
