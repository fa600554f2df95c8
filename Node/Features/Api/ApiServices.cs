using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Agon.Node.Features.Api;

/// <summary>What all endpoints of <c>/api/v1</c> have in common: the document that describes them and how JSON is read.</summary>
internal static class ApiServices
{
    public const string Document = "v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddValidation();
        services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(DescribeAsync);
        });
        return services;
    }

    public static void MapApi(this IEndpointRouteBuilder app) => app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        const string scheme = "token";
        document.Info = new OpenApiInfo
        {
            Title = "Agon node",
            Version = Document,
            Description = "Competitions, submissions and leaderboards of one node. Errors are problem documents (RFC 9457); their types are explained at /docs/problems.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A personal API token, made at /account/tokens.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
