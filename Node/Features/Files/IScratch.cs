namespace Agon.Node.Features.Files;

/// <summary>Room for what does not fit into memory.</summary>
internal interface IScratch
{
    /// <summary>An empty file, read and written by its opener only, that vanishes when it is closed.</summary>
    Stream OpenScratch();
}
