using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Agon.Node.Features.Competitions.Access;

/// <summary>
/// Puts <see cref="CompetitionFilter"/> before every page under <c>/competitions/{slug}</c>, whichever feature it belongs to. The filter
/// alone decides there: the rule that everything needs a sign-in would tell a stranger which drafts exist.
/// </summary>
internal sealed class CompetitionPageConvention : IPageApplicationModelConvention
{
    private const string Prefix = "competitions/{slug}";

    public void Apply(PageApplicationModel model)
    {
        if (model.RouteTemplate?.TrimStart('/') is not { } template || !IsUnder(template, Prefix))
        {
            return;
        }

        var least = model.HandlerTypeAttributes.OfType<AllowedToAttribute>().SingleOrDefault()?.Least
            ?? (IsUnder(template, $"{Prefix}/manage") ? CompetitionRelation.Organizer : CompetitionRelation.Nobody);
        model.EndpointMetadata.Add(new AllowedToAttribute(least));
        model.EndpointMetadata.Add(new AllowAnonymousAttribute());
        model.Filters.Add(new ServiceFilterAttribute<CompetitionFilter>());
    }

    private static bool IsUnder(string template, string prefix) => template == prefix || template.StartsWith($"{prefix}/", StringComparison.Ordinal);
}
