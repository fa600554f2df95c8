using System.Diagnostics;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Reads a client's call: a form in which nothing stands twice, from a client that says who it is.</summary>
internal sealed class ClientCalls(AuthenticateClient authenticate)
{
    public async Task<IResult> AnswerAsync(HttpContext context, Func<Client, SignOnParameters, Task<IResult>> answer, CancellationToken ct)
    {
        if (await SignOnParameters.OfFormAsync(context.Request, ct) is not { } form)
        {
            return SignOnAnswers.Refuse(context, SignOnRefusal.FormMissing);
        }

        if (form.AnyTwice)
        {
            return SignOnAnswers.Refuse(context, SignOnRefusal.ParameterTwice);
        }

        return await authenticate.ExecuteAsync(context.Request, form, ct) switch
        {
            AuthenticateClientOutcome.Authenticated(var client) => await answer(client, form),
            AuthenticateClientOutcome.Refused(var refusal) => SignOnAnswers.Refuse(context, refusal),
            var other => throw new UnreachableException($"{other}"),
        };
    }
}
