using Agon.Federation.Contracts.Feed;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Why the hub does not take a record that is one for itself (<see cref="RecordProblem"/>).</summary>
internal enum IntakeRefusal
{
    /// <summary>Its number is not after the one before it, or not in the stretch the batch says it tells.</summary>
    OutOfOrder,

    /// <summary>The hub has a newer revision, or another fact under the same one.</summary>
    RevisionOld,

    /// <summary>The hub does not have what it belongs to.</summary>
    Orphan,

    /// <summary>Standings that were another competition's.</summary>
    OtherCompetition,
}
