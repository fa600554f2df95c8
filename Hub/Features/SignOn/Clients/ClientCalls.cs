using System.Diagnostics;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Reads a client's call: a form in which nothing stands twice, from a client that says who it is.</summary>
internal sealed class ClientCalls(AuthenticateClient authenticate, SpendAssertion assertion)
{
    /// <param name="context">The call.</param>
    /// <param name="answer">Answers who is known.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="spends">Whether the answer itself spends the assertion, together with something else.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, Func<Client, SignOnParameters, Task<IResult>> answer, CancellationToken ct, bool spends = false)
    {
        if (await SignOnParameters.OfFormAsync(context.Request, ct) is not { } form)
        {
            return SignOnAnswers.Refuse(context, SignOnRefusal.FormMissing);
        }

        if (form.AnyTwice)
        {
            return SignOnAnswers.Refuse(context, SignOnRefusal.ParameterTwice);
        }

        var outcome = await authenticate.ExecuteAsync(context.Request, form, ct);
        if (!(spends && outcome is AuthenticateClientOutcome.Authenticated) && await assertion.ExecuteAsync(ct) is { } replayed)
        {
            return SignOnAnswers.Refuse(context, replayed);
        }

        return outcome switch
        {
            AuthenticateClientOutcome.Authenticated(var client) => await answer(client, form),
            AuthenticateClientOutcome.Refused(var refusal) => SignOnAnswers.Refuse(context, refusal),
            var other => throw new UnreachableException($"{other}"),
        };
    }
}
