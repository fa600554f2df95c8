using System.Net;

namespace Agon.Node.Worker.Containers;

/// <summary>Says that the container engine refused or did not answer; the message is the engine's own, made safe to show.</summary>
internal sealed class EngineException(HttpStatusCode? status, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The engine's answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; } = status;
}
