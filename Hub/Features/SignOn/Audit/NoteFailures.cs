using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Writes down what failed: nothing else is changed by it.</summary>
internal sealed class NoteFailures(HubDb db, IHttpContextAccessor http, TimeProvider clock) : ISignInWatch
{
    // What a program does by mistake every day is not worth a line; these mean that somebody has what they should not have, or is guessing.
    private static readonly SignOnRefusal[] Worth =
    [
        SignOnRefusal.ClientSecretWrong, SignOnRefusal.ClientDisabled, SignOnRefusal.AssertionSignatureWrong, SignOnRefusal.AssertionReplayed,
        SignOnRefusal.CodeReplayed, SignOnRefusal.CodeOfAnotherClient, SignOnRefusal.VerifierWrong, SignOnRefusal.RefreshTokenReused,
        SignOnRefusal.RefreshTokenOfAnotherClient, SignOnRefusal.DeviceCodeOfAnotherClient,
    ];

    public static bool IsWorthIt(SignOnRefusal refusal) => Worth.Contains(refusal);

    public Task NoteFailureAsync(Guid? account, CancellationToken ct) => WriteAsync(SignOnEventKind.SignInFailed, account, null, ct);

    public Task NoteRefusalAsync(SignOnRefusal refusal, CancellationToken ct)
    {
        // What a refused request left behind in the context must not be saved along.
        db.ChangeTracker.Clear();
        return WriteAsync(SignOnEventKind.Refused, null, $"{refusal}", ct);
    }

    private async Task WriteAsync(SignOnEventKind kind, Guid? account, string? detail, CancellationToken ct)
    {
        db.Add(new SignOnEvent
        {
            At = clock.GetUtcNow(),
            Kind = kind,
            AccountId = account,
            Network = CallerNetwork.Of(http.HttpContext?.Connection.RemoteIpAddress),
            Detail = detail,
        });
        await db.SaveChangesAsync(ct);
    }
}
