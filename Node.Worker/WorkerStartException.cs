namespace Agon.Node.Worker;

/// <summary>Stops the worker at start with a sentence its operator can act on.</summary>
internal sealed class WorkerStartException(string message) : Exception(message);
