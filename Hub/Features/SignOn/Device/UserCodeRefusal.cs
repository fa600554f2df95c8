namespace Agon.Hub.Features.SignOn.Device;

/// <summary>Why what a person typed lets no program in.</summary>
internal enum UserCodeRefusal
{
    /// <summary>Nothing was typed.</summary>
    Missing,

    /// <summary>No program waits with this code: there never was one, it waited too long, was decided or may not ask any more. Who guesses codes is not told which.</summary>
    NobodyWaits,
}
