namespace Agon.Hub.Features.Catalogue.Visits;

/// <summary>That a visit was in vain.</summary>
/// <param name="Problem">Why.</param>
/// <param name="Status">What was answered, if anything was.</param>
internal sealed record Missed(VisitProblem Problem, int? Status = null)
{
    /// <summary>Whether it is the node that is away, so that there is no use in asking it for something else just now.</summary>
    public bool IsOfNode => Problem is VisitProblem.Unreachable or VisitProblem.PrivateAddress or VisitProblem.TooSlow || Status is 429 or 503;
}
