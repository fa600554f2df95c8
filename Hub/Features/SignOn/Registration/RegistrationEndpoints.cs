using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>Dynamic client registration (RFC 7591) and its management (RFC 7592).</summary>
internal static class RegistrationEndpoints
{
    private const int DocumentMaxBytes = 64 * 1024;

    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(HubLinks.SignOn.Register, RegisterAsync);
        routes.MapGet(HubLinks.SignOn.Register + "/{client}", ReadAsync);
        routes.MapPut(HubLinks.SignOn.Register + "/{client}", ChangeAsync);
        routes.MapDelete(HubLinks.SignOn.Register + "/{client}", RemoveAsync);
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, RegisterItself register, PublicAddress hub, CancellationToken ct)
    {
        switch (await register.ExecuteAsync(Bearer(context.Request), await DocumentAsync(context.Request, ct), ct))
        {
            case RegisterItselfOutcome.Registered(var client, var secret, var key):
                var answer = Managed(client, key, hub);
                if (secret is not null)
                {
                    (answer["client_secret"], answer["client_secret_expires_at"]) = (secret, 0);
                }

                return SignOnAnswers.Answer(context, answer, StatusCodes.Status201Created);
            case RegisterItselfOutcome.Refused(var refusal):
                return Refuse(context, refusal);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private static async Task<IResult> ReadAsync(string client, HttpContext context, ManageRegistration manage, PublicAddress hub, CancellationToken ct)
    {
        var key = Bearer(context.Request);
        return await manage.FindAsync(client, key, ct) is { } found
            ? SignOnAnswers.Answer(context, Managed(found, key!, hub))
            : Refuse(context, SignOnRefusal.RegistrationKeyWrong);
    }

    private static async Task<IResult> ChangeAsync(string client, HttpContext context, ManageRegistration manage, PublicAddress hub, CancellationToken ct)
    {
        if (await manage.FindAsync(client, Bearer(context.Request), ct) is not { } found)
        {
            return Refuse(context, SignOnRefusal.RegistrationKeyWrong);
        }

        return await manage.ChangeAsync(found, await DocumentAsync(context.Request, ct), ct) switch
        {
            ChangeRegistrationOutcome.Changed(var key) => SignOnAnswers.Answer(context, Managed(found, key, hub)),
            ChangeRegistrationOutcome.Refused(var refusal) => Refuse(context, refusal),
            var other => throw new UnreachableException($"{other}"),
        };
    }

    // What RFC 7592 §3 has in every answer: the key may have changed.
    private static JsonObject Managed(Client client, string key, PublicAddress hub)
    {
        var answer = RegistrationDocument.Write(client);
        answer["registration_access_token"] = key;
        answer["registration_client_uri"] = hub.Of($"{HubLinks.SignOn.Register}/{client.ClientId}");
        return answer;
    }

    private static async Task<IResult> RemoveAsync(string client, HttpContext context, ManageRegistration manage, CancellationToken ct)
    {
        if (await manage.FindAsync(client, Bearer(context.Request), ct) is not { } found)
        {
            return Refuse(context, SignOnRefusal.RegistrationKeyWrong);
        }

        await manage.RemoveAsync(found, ct);
        SignOnAnswers.KeepOutOfCaches(context);
        return TypedResults.NoContent();
    }

    private static IResult Refuse(HttpContext context, SignOnRefusal refusal) =>
        refusal is SignOnRefusal.RegistrationTokenMissing or SignOnRefusal.RegistrationTokenUnknown or SignOnRefusal.RegistrationKeyWrong
            ? SignOnAnswers.RefuseBearer(context, refusal)
            : SignOnAnswers.Refuse(context, refusal);

    private static string? Bearer(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }

    // What can't be read is no object, and is refused for that: too long, cut off, or something else.
    private static async Task<JsonElement> DocumentAsync(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[DocumentMaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        if (length > DocumentMaxBytes)
        {
            return default;
        }

        try
        {
            return HostileJson.Parse(buffer.AsMemory(0, length));
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
