using System.ComponentModel.DataAnnotations;

namespace Agon.Hub.Features.Nodes;

/// <summary>How the hub deals with nodes: the section <c>Nodes</c> of its settings.</summary>
internal sealed class NodesOptions
{
    public const string Section = "Nodes";

    /// <summary>Whether nodes may lie in private networks: for a federation inside one institution, and for trying it out.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How often members call.</summary>
    [Range(5, 3600, ErrorMessage = "Nodes:CallEverySeconds is between 5 and 3600.")]
    public int CallEverySeconds { get; set; } = 60;
}
