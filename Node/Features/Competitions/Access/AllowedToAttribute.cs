namespace Agon.Node.Features.Competitions.Access;

/// <summary>
/// Says who may open a page under <c>/competitions/{slug}</c>: the relation named, and those above it. Without it, whoever may see the
/// competition; under <c>/manage</c>, its organizers.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AllowedToAttribute(CompetitionRelation least) : Attribute
{
    public CompetitionRelation Least => least;
}
