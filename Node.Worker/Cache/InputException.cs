namespace Agon.Node.Worker.Cache;

/// <summary>Says why an input of a run could not be fetched; neither the participant's fault nor the organizer's.</summary>
internal sealed class InputException(string message) : Exception(message);
