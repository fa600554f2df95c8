using Agon.Federation.Contracts.Feed;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Boxes to tick, one for each word there is.</summary>
/// <param name="Name">The form's field.</param>
/// <param name="Legend">What is asked.</param>
/// <param name="Offered">The words.</param>
/// <param name="Chosen">Those that are ticked; others than offered are offered too, so that nothing gets lost.</param>
internal sealed record WordChoice(string Name, string Legend, IReadOnlyList<string> Offered, IReadOnlyList<string> Chosen)
{
    public string Id => Name.Replace('.', '_');

    public IReadOnlyList<string> All => [.. Offered.Union(Chosen)];

    /// <summary>What people read for a word.</summary>
    public string Shown(string word) => Offered == SubmissionKinds.All ? ListingMessages.SubmissionKind(word) : word.Replace('-', ' ');
}
