using Agon.Node.Features.Competitions.Access;

namespace Agon.Node.Features.Competitions.Head;

/// <summary>What stands above every page of a competition: who, when, what next.</summary>
internal sealed record CompetitionHead
{
    public required CompetitionAccess Access { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>People taking part, without organizers.</summary>
    public required int Participants { get; init; }

    public required int Submissions { get; init; }

    /// <summary>People an organizer has to decide on; 0 for those who can't.</summary>
    public required int Waiting { get; init; }

    /// <summary>The pages after the first, which is the overview.</summary>
    public required IReadOnlyList<TextTab> Texts { get; init; }

    public Competition Competition => Access.Competition;
    public CompetitionStatus Status => CompetitionStatuses.Of(Competition.Phases, Now);

    /// <summary>The phase that takes submissions now.</summary>
    public Phase? Current => Competition.Phases.FirstOrDefault(p => p.StateAt(Now) == PhaseState.Open);

    public HeadAction? Action => Access switch
    {
        { MayManage: true, Competition.IsPublished: false } => new HeadAction.Publish(),
        { TakesPart: true } => Current is { } phase ? new HeadAction.Submit(phase) : null,
        { Participant.State: Participation.ParticipantState.Pending } => new HeadAction.Wait(),
        _ => Access.MayJoin(Now) ? new HeadAction.Join() : null,
    };
}

/// <summary>A page of text among the tabs.</summary>
internal sealed record TextTab(int Number, string Title);

/// <summary>The one thing to do next.</summary>
internal abstract record HeadAction
{
    private HeadAction()
    {
    }

    public sealed record Publish : HeadAction;

    public sealed record Join : HeadAction;

    /// <summary>Nothing to do: an organizer decides.</summary>
    public sealed record Wait : HeadAction;

    public sealed record Submit(Phase Phase) : HeadAction;
}
