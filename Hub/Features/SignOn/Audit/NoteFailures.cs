using System.Diagnostics;
using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Writes down what failed, and what accounts tell of themselves.</summary>
internal sealed class NoteFailures(HubDb db, MakeEvent make, CallSubject subject) : ISignInWatch
{
    // What a program does by mistake every day is not worth a line; these mean that somebody has what they should not have, or is guessing.
    private static readonly SignOnRefusal[] Worth =
    [
        SignOnRefusal.ClientSecretWrong, SignOnRefusal.ClientDisabled, SignOnRefusal.AssertionSignatureWrong, SignOnRefusal.AssertionReplayed,
        SignOnRefusal.CodeReplayed, SignOnRefusal.CodeOfAnotherClient, SignOnRefusal.VerifierWrong, SignOnRefusal.RefreshTokenReused,
        SignOnRefusal.RefreshTokenOfAnotherClient, SignOnRefusal.DeviceCodeOfAnotherClient,
    ];

    public static bool IsWorthIt(SignOnRefusal refusal) => Worth.Contains(refusal);

    public Task NoteFailureAsync(Guid? account, FailedTry tried, CancellationToken ct) => SaveAsync(make.Of(SignOnEventKind.SignInFailed, account, detail: Word(tried)), ct);

    public Task NoteChangeAsync(Guid account, AccountChange change, CancellationToken ct) => SaveAsync(make.Of(KindOf(change), account), ct);

    /// <summary>Notes a refusal once an hour for each client, account and network, and counts the others: no stranger makes the table grow.</summary>
    public async Task NoteRefusalAsync(SignOnRefusal refusal)
    {
        // What a refused request left behind in the context must not be saved along.
        db.ChangeTracker.Clear();
        var noted = make.Of(SignOnEventKind.Refused, subject.AccountId, subject.ClientId, detail: $"{refusal}");
        var hourAgo = noted.At - TimeSpan.FromHours(1);

        // Who hangs up is noted all the same.
        if (await db.SignOnEvents
            .Where(e => e.Kind == noted.Kind && e.ClientId == noted.ClientId && e.AccountId == noted.AccountId && e.Network == noted.Network && e.Detail == noted.Detail && e.At > hourAgo)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Count, e => e.Count + 1), CancellationToken.None) == 0)
        {
            await SaveAsync(noted, CancellationToken.None);
        }
    }

    private async Task SaveAsync(SignOnEvent noted, CancellationToken ct)
    {
        db.Add(noted);
        await db.SaveChangesAsync(ct);
    }

    private static string Word(FailedTry tried) => tried switch
    {
        FailedTry.Password => "password",
        FailedTry.PasswordAgain => "password, asked for again",
        FailedTry.Code => "code of the second step",
        FailedTry.Passkey => "passkey",
        _ => throw new UnreachableException($"{tried}"),
    };

    private static SignOnEventKind KindOf(AccountChange change) => change switch
    {
        AccountChange.PasswordChanged => SignOnEventKind.PasswordChanged,
        AccountChange.PasswordReset => SignOnEventKind.PasswordReset,
        AccountChange.SecondStepOn => SignOnEventKind.SecondStepOn,
        AccountChange.SecondStepOff => SignOnEventKind.SecondStepOff,
        _ => throw new UnreachableException($"{change}"),
    };
}
