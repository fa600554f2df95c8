using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Submissions;

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

    /// <summary>What is left for the visitor in the open phase; null if they do not take part or none is open.</summary>
    public required SubmissionLimits? Limits { get; init; }

    /// <summary>The pages after the first, which is the overview.</summary>
    public required IReadOnlyList<TextTab> Texts { get; init; }

    public Competition Competition => Access.Competition;
    public CompetitionStatus Status => CompetitionStatuses.Of(Competition.Phases, Now);

    /// <summary>The phase that takes submissions now.</summary>
    public Phase? Current => Competition.PhaseOpenAt(Now);

    /// <summary>Where the page hears of a phase that opens or closes; null if none does soon, so that it need not listen.</summary>
    public string? Events => Competition.IsPublished && Competition.Phases.Any(p => IsSoon(p.StartsAt) || IsSoon(p.EndsAt)) ? NodeLinks.Competitions.Events(Competition.Slug) : null;

    public HeadAction? Action => Access switch
    {
        { MayManage: true, Competition.IsPublished: false } => new HeadAction.Publish(),
        { TakesPart: true } => Limits switch
        {
            null => null,
            { Left: 0 } => new HeadAction.LimitReached(Limits, SubmissionLimits.DayOf(Now).AddDays(1)),
            _ => new HeadAction.Submit(Current!, Limits),
        },
        { Participant.State: Participation.ParticipantState.Pending } => new HeadAction.Wait(),
        _ => Access.MayJoin(Now) ? new HeadAction.Join() : null,
    };

    private bool IsSoon(DateTimeOffset? boundary) => boundary > Now && boundary < Now.AddDays(1);
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

    public sealed record Submit(Phase Phase, SubmissionLimits Limits) : HeadAction;

    /// <summary>Nothing more may be sent for now.</summary>
    public sealed record LimitReached(SubmissionLimits Limits, DateTimeOffset Tomorrow) : HeadAction;
}
