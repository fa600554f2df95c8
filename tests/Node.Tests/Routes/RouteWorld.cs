using System.Net.Http.Headers;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Routes;

/// <summary>One public competition with a scored submission, and the five people a route can be visited by.</summary>
internal sealed class RouteWorld
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Who, in the order of the table's columns, with a browser and an API client; a token has every scope its owner may have.</summary>
    public required IReadOnlyList<(string Who, HttpClient Pages, HttpClient Api)> People { get; init; }

    public static async Task<RouteWorld> CreateAsync(NodeHost node)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: c =>
            c.FactSheet.Add(new FactSheetQuestion { Id = Guid.CreateVersion7(), Number = 1, Key = "method", Title = "Which method?", Kind = FactKind.Text }));
        var participant = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, participant);
        var run = await node.QueryAsync(db => db.Runs.SingleAsync(r => r.SubmissionId == submission.Id));
        var world = new RouteWorld
        {
            People =
            [
                ("nobody", Client(node, null), node.Api()),
                await PersonAsync(node, "stranger", await node.Given.Account()),
                await PersonAsync(node, "participant", participant),
                await PersonAsync(node, "organizer", organizer),
                await PersonAsync(node, "operator", await node.Given.Account(isOperator: true)),
            ],
        };
        world._values["admin/sign-on/{slug}"] = "sign-on/new";
        world._values["sign-on/{slug}"] = "nobody";
        world._values["competitions/{slug}"] = competition.Slug;
        world._values["submissions/{id:guid}"] = $"{submission.Id}";
        world._values["runs/{id:guid}"] = world._values["leases/{id:guid}"] = $"{run.Id}";
        world._values["bundles/{id:guid}"] = world._values["imports/{id:guid}"] = $"{await ImportAsync(node, organizer, competition)}";
        world._values["fact-sheet/{question:guid}"] = $"{competition.FactSheet[0].Id}";
        world._values["tokens/{id:guid}"] = $"{await node.QueryAsync(db => db.ApiTokens.Where(t => t.AccountId == participant.Id).Select(t => t.Id).FirstAsync())}";
        return world;
    }

    /// <summary>The address of a route in this world.</summary>
    public string Address(string pattern)
    {
        var address = "/" + pattern.TrimStart('/');
        foreach (var (place, value) in _values)
        {
            address = address.Replace(place, place[..(place.IndexOf('/', StringComparison.Ordinal) + 1)] + value, StringComparison.Ordinal);
        }

        return address
            .Replace("{number:int:min(1)}", "1", StringComparison.Ordinal).Replace("{number:int}", "1", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace("{reason}", "Denied", StringComparison.Ordinal).Replace("{file}", "starting-kit", StringComparison.Ordinal).Replace("{name}", "scoring", StringComparison.Ordinal)
            .Replace("{token}", "no-such-link", StringComparison.Ordinal).Replace("{key}", "no-such-key", StringComparison.Ordinal).Replace("{code}", "no-such-code", StringComparison.Ordinal)
            + Query(pattern);
    }

    private static string Query(string pattern) => pattern switch
    {
        _ when pattern.EndsWith("/log", StringComparison.Ordinal) => "?stream=Scoring",
        _ when pattern.EndsWith("leaderboard/events", StringComparison.Ordinal) => "?phase=1",
        _ when pattern.StartsWith("/submissions", StringComparison.Ordinal) && pattern.EndsWith("/events", StringComparison.Ordinal) => "?run=1",
        _ => "",
    };

    private static async Task<(string Who, HttpClient Pages, HttpClient Api)> PersonAsync(NodeHost node, string who, Account account)
    {
        string[] scopes = who == "operator" ? [.. ApiScopes.All] : [.. ApiScopes.All.Except([ApiScopes.Worker])];
        return (who, Client(node, (await node.BrowserOf(account)).Http.DefaultRequestHeaders), node.Api(await node.Given.Token(account, scopes)));
    }

    private static HttpClient Client(NodeHost node, HttpRequestHeaders? headers)
    {
        var client = node.Api();
        foreach (var cookie in headers?.GetValues("Cookie") ?? [])
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        return client;
    }

    private static async Task<Guid> ImportAsync(NodeHost node, Account organizer, Competition competition)
    {
        var file = await node.Given.StoredFile("bundle", StoredFileKind.Bundle, "bundle.zip");
        var import = new BundleImport { Id = Guid.CreateVersion7(node.Clock.GetUtcNow()), AccountId = organizer.Id, FileId = file.Id, CreatedAt = node.Clock.GetUtcNow() };
        import.Begin("Reading");
        import.Succeed(competition.Id, null, node.Clock.GetUtcNow());
        await node.QueryAsync(db =>
        {
            db.Add(import);
            return db.SaveChangesAsync();
        });
        return import.Id;
    }
}
