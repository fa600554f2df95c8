namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>A refusal that is written down before it is answered.</summary>
internal sealed class NotedRefusal(SignOnRefusal refusal, IResult answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await httpContext.RequestServices.GetRequiredService<NoteFailures>().NoteRefusalAsync(refusal);
        await answer.ExecuteAsync(httpContext);
    }
}
