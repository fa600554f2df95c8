using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace Agon.Hub.Features.Catalogue.Api;

/// <summary>The catalogue over HTTP, for everybody: the same reads as the pages.</summary>
internal static class CatalogueApi
{
    private const string Document = "v1";
    private const int MostAtOnce = 100;

    public static void AddCatalogueApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Agon hub", Version = Document, Description = "The competitions of all nodes of this hub, and their standings. No sign-in. Errors are problem documents (RFC 9457)." };
                return Task.CompletedTask;
            });
        });
    }

    public static void MapCatalogueApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        var api = routes.MapGroup("/api/v1/competitions").AllowAnonymous().WithTags("Competitions");
        api.MapGet("/", ListAsync).WithName("ListCompetitions").WithSummary("Competitions, searched, narrowed by facets and sorted")
            .WithDescription("The parts of the address are those of the page /competitions, so what is found there can be had here. What can't be is passed over.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Parameters = [.. operation.Parameters ?? [], .. DiscoverQuery.Documented.Select(Parameter)];
                return Task.CompletedTask;
            });
        api.MapGet("/{slug}", ShowAsync).WithName("GetCompetition").ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One competition");
        api.MapGet("/{slug}/standings", StandingsAsync).WithName("GetStandings").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A phase's standings, as its node published them").WithDescription("Without phase: of the phase that is open, else of the last that was.");
    }

    private static async Task<Ok<FoundCompetitions>> ListAsync(
        HttpRequest request, SearchListings search, PublicAddress address, CancellationToken ct, int pageSize = DiscoverQuery.UsualPageSize)
    {
        var query = DiscoverQuery.Read(request.Query) with { PageSize = Math.Clamp(pageSize, 1, MostAtOnce) };
        var found = await search.ExecuteAsync(query, ct);
        return TypedResults.Ok(new FoundCompetitions
        {
            Items = [.. found.Rows.Select(r => ListedCompetition.Of(r, address.Of))],
            Page = found.Paging.Page,
            PageSize = found.Paging.PageSize,
            Total = found.Paging.Total,
            Facets = found.Values.ToDictionary(f => Facets.Word(f.Key), f => (IReadOnlyDictionary<string, int>)f.Value.ToDictionary(v => v.Value, v => v.Count)),
        });
    }

    private static async Task<Results<Ok<ListedCompetition>, ProblemHttpResult>> ShowAsync(string slug, ReadRows read, PublicAddress address, CancellationToken ct) =>
        await read.OneAsync(slug, ct) is { } row ? TypedResults.Ok(ListedCompetition.Of(row, address.Of)) : Missing(DiscoveryMessages.NotListed);

    private static async Task<Results<Ok<PublishedStandings>, ProblemHttpResult>> StandingsAsync(
        string slug, ReadListing read, ReadStandings readStandings, CancellationToken ct, int? phase = null, int page = 1)
    {
        if (await read.ExecuteAsync(slug, ct) is not { IsListed: true } view)
        {
            return Missing(DiscoveryMessages.NotListed);
        }

        return await readStandings.ExecuteAsync(view.Listing, phase, page, view.Now, ct) is { } standings
            ? TypedResults.Ok(Of(standings))
            : Missing(DiscoveryMessages.NoStandings);
    }

    private static OpenApiParameter Parameter((string Name, string Says, IReadOnlyList<string>? Values) part) => new()
    {
        Name = part.Name,
        In = ParameterLocation.Query,
        Description = part.Says,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = part.Values is { } values ? [.. values.Select(v => JsonValue.Create(v))] : null },
    };

    private static PublishedStandings Of(StandingsView view) => new()
    {
        Phase = view.Phase.Number,
        Title = view.Standings.Title,
        Metric = view.Standings.Metric,
        IsSmallerBetter = view.Standings.IsSmallerBetter,
        Scorers = view.Standings.Scorers,
        References = view.Standings.References,
        Columns = [.. view.Columns.Select(c => new PublishedColumn { Key = c.Key, Title = c.Title, IsSmallerBetter = c.IsSmallerBetter, Precision = c.Precision })],
        Items = [.. view.Rows.Select(r => new PublishedRow { Rank = r.Rank, Name = r.Name, Scores = r.Scores, SubmittedAt = r.SubmittedAt })],
        Page = view.Paging.Page,
        PageSize = view.Paging.PageSize,
        Total = view.Paging.Total,
        Signature = view.Standings.Signature,
        ChangedAt = view.Standings.ChangedAt,
    };

    private static ProblemHttpResult Missing(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
